"""Real surveys through the command line, as a new user brings them in, against numbers that others have published."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from cxlib.__main__ import main

Ask = Callable[..., Any]


@pytest.fixture
def ask(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Ask:
    """Return a function that runs a command in an empty folder and returns its JSON."""
    monkeypatch.setenv("CX_DATA", str(tmp_path / "data"))

    def run(*arguments: str | Path, code: int = 0) -> Any:
        capsys.readouterr()
        assert main([*map(str, arguments), "--json"]) == code
        return json.loads(capsys.readouterr().out)

    return run


def test_gp_practices(ask: Ask, shared: Path) -> None:
    """README of the shared data: 90.60 % positive of all, 91.04 % without who do not know, and by quarter."""
    (account,) = ask("import", shared / "data/fft_gp/data.csv", "--profile", "fft_gp")
    assert (account["read"], account["accepted"], account["duplicates"]) == (3882, 3882, 0)
    assert any(note.startswith("153 rows repeat another row exactly") for note in account["notes"])
    (everybody,) = ask("measure", "fft_of_all.positive")
    (knowing,) = ask("measure", "fft.positive")
    assert (round(100 * everybody["estimate"], 2), everybody["n"]) == (90.60, 3882)
    assert (round(100 * knowing["estimate"], 2), knowing["n"]) == (91.04, 3863)
    by_quarter = {
        line["quarter"]: line["estimate"] for line in ask("measure", "fft_of_all.positive", "--by", "quarter")
    }
    shares = [round(100 * by_quarter[quarter], 2) for quarter in ("2023Q3", "2023Q4", "2024Q1")]
    assert shares == [96.45, 89.42, 90.20]


def test_jupyter_survey_with_the_codes_of_people_beside_it(ask: Ask, shared: Path) -> None:
    """The survey's README: 927 partial and 779 complete; its theme files: development 425, setup 148, …"""
    (account,) = ask("import", shared / "data/jupyter_ux_2015/survey_export.csv", "--profile", "jupyter_ux_2015")
    assert (account["read"], account["accepted"]) == (1706, 1706)
    (completed,) = ask("measure", "completed.positive")
    assert completed["n"] == 1706
    assert round(completed["estimate"] * 1706) == 779
    lines = [line for line in ask("measure", "themes") if line["n"]]
    counts = {line["group"]: round(line["estimate"] * line["n"]) for line in lines}
    told = {"development": 425, "setup": 148, "disseminate": 146, "reuse": 136, "version": 116}
    assert {theme: counts[theme] for theme in told} == told
    assert (counts["ux"], counts["integrated_content"]) == (288, 231)


def test_amusement_park_drivers(ask: Ask, shared: Path) -> None:
    """Python for Marketing Research and Analytics, chapter 7: overall ~ rides + games + wait + clean, R² 0.5951."""
    ask("import", shared / "data/pmr_drivers/chapter7_data.csv", "--profile", "pmr_drivers")
    found = ask("drivers")
    slopes = {driver["driver"]: round(driver["points_per_unit"], 4) for driver in found["drivers"]}
    assert slopes == {"rides": 0.4256, "games": 0.1861, "wait": 0.3842, "clean": 0.6205}
    assert round(found["explained"], 4) == 0.5951


def test_one_driver_alone(ask: Ask, shared: Path, tmp_path: Path) -> None:
    """The same book: overall = −27.9869 + 1.2887 · rides, R² 0.4066."""
    text = (Path(__file__).parents[1] / "data/profiles/pmr_drivers.toml").read_text("utf-8")
    for driver in ("games", "wait", "clean"):
        text = text.replace(f'[[operations]]\nid = "{driver}"\ncolumn = "{driver}"\n', "")
    profile = tmp_path / "rides_alone.toml"
    profile.write_text(text, "utf-8")
    file = shared / "data/pmr_drivers/chapter7_data.csv"
    ask("import", file, "--profile", profile)
    found = ask("drivers")
    (rides,) = found["drivers"]
    (overall,) = ask("measure", "overall.mean")
    assert round(rides["points_per_unit"], 4) == 1.2887
    assert round(found["explained"], 4) == 0.4066
    intercept = overall["estimate"] - rides["points_per_unit"] * pd.read_csv(file)["rides"].mean()
    assert round(intercept, 4) == -27.9869


def test_four_waves_of_a_survey_that_changed(ask: Ask, shared: Path) -> None:
    """CNCF ambassadors: the same question goes on under other words; one asked of other things is marked as a break."""
    folder = shared / "data/cncf_ambassador"
    for wave in ("2019_H1", "2019_H2", "2020_H1"):
        ask("import", folder / f"CNCF_Ambassadors_Survey_{wave}.csv", "--profile", "cncf_ambassador")
    ask("import", folder / "CNCF_Ambassadors_Survey_2021.csv", "--profile", "cncf_ambassador_2021")
    labels = {line["group"]: line["label"] for line in ask("measure", "understanding", "--by", "quarter")}
    assert labels["2021Q3"] == "2021Q3 (ei verrattavissa aiempaan)"
    assert labels["2020Q1"] == "2020Q1"
    (since,) = ask("measure", "understanding")
    (always,) = ask("measure", "quick")
    assert since["n"] == 42  # those of 2021 alone: 44 less two who chose N/A or Other
    assert always["n"] > 140


def test_unknown_file_is_proposed_and_imported(ask: Ask, shared: Path, tmp_path: Path) -> None:
    """What a new user does with a file that nobody has seen: recognise, propose, import, measure."""
    lines = (shared / "data/fft_gp/data.csv").read_text("utf-8").splitlines(keepends=True)
    file = tmp_path / "kysely.csv"
    file.write_text("".join([lines[0].replace("time,rating,", "aika,arvio,"), *lines[1:601]]), "utf-8")
    known = ask("recognise", file, code=1)
    assert (known["state"], known["nearest"], known["missing"]) == ("changed", "fft_gp", ["time", "rating"])
    proposed = ask("propose", file, "--write", "--name", "oma")
    kinds = {column["name"]: (column["kind"], column["reason"]) for column in proposed["columns"]}
    assert kinds["aika"] == ("date", "dates")
    assert kinds["arvio"] == ("question", "words_on_scale")
    assert kinds["free_text"] == ("open", "long_texts")
    assert ask("recognise", file)["profile"] == "oma"
    (account,) = ask("import", file, "--profile", "oma")
    assert account["read"] == account["accepted"] + account["duplicates"] == 600
    (line,) = ask("measure", "arvio.positive")
    assert 0.9 < line["estimate"] < 1


def test_google_forms_file_by_its_layout(ask: Ask, shared: Path) -> None:
    file = shared / "data/formats/google_forms/jupyter_education_2016_googleforms.csv"
    known = ask("recognise", file)
    assert (known["state"], known["profile"], len(known["columns"])) == ("layout", "google_forms", 25)
    ask("propose", file, "--write", "--name", "kurssit")
    (account,) = ask("import", file, "--profile", "kurssit")
    assert (account["read"], account["accepted"]) == (125, 125)

"""A user at the command line: import, ask, be refused with a reason."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from cxlib.__main__ import main
from cxlib.store.folder import current

Run = Callable[..., Any]

PROGRAMME = """
name = "Testipankki"
[[questions]]
id = "nps"
label = "Suosittelu"
kind = "nps"
scale = [0, 10]
[[questions]]
id = "csat"
label = "Tyytyväisyys"
kind = "csat"
scale = [1, 5]
[[open_questions]]
id = "why"
label = "Miksi?"
[[dimensions]]
id = "channel"
label = "Kanava"
"""

INDEX = """
[[index.versions]]
version = 1
valid_from = "2026Q1"
target = 60.0
components = [
  {question = "nps", transform = "nps_category", weight = 0.5},
  {question = "csat", transform = "minmax", weight = 0.5},
]
"""

CODEBOOK = """
version = "1"
[[themes]]
id = "queue"
label = "Jonotus"
[[themes.patterns]]
language = "fi"
any = ["jono"]
"""

PROFILE = """
[file]
delimiter = ";"
[keys]
response = ["id"]
[date]
column = "day"
formats = ["%d.%m.%Y"]
[[questions]]
id = "nps"
column = "nps"
[[questions]]
id = "csat"
column = "csat"
[[dimensions]]
id = "channel"
column = "channel"
[[open_questions]]
column = "why"
question = "why"
"""

HEADER = "id;day;nps;csat;channel;why"


def row(
    number: int, *, nps: int = 9, csat: int = 4, channel: str = "chat", why: str = "", day: str = "15.8.2026"
) -> str:
    return f"{number};{day};{nps};{csat};{channel};{why}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    here = tmp_path / "bank"
    (here / "profiles").mkdir(parents=True)
    (here / "programme.toml").write_text(PROGRAMME + INDEX, "utf-8")
    (here / "profiles" / "own.toml").write_text(PROFILE, "utf-8")
    monkeypatch.setenv("CX_DATA", str(here))
    return here


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    def call(*arguments: str | Path) -> Any:
        code = main([*map(str, arguments), "--json"])
        printed = capsys.readouterr()
        assert code == 0, printed.err
        return json.loads(printed.out)

    return call


def written(folder: Path, rows: list[str], name: str = "answers.csv") -> Path:
    path = folder / name
    path.write_text("\n".join([HEADER, *rows]), "utf-8")
    return path


def test_every_row_is_accounted_for_and_a_second_import_changes_nothing(folder: Path, run: Run) -> None:
    file = written(folder, [*(row(n) for n in range(20)), row(5), row(30, nps=15), row(31, day="31.2.2026")])
    first = run("import", file, "--profile", "own")[0]
    assert (first["read"], first["accepted"], first["rejected"], first["duplicates"]) == (23, 20, 2, 1)
    assert sorted(one["rows"] for one in first["rejections"]) == [[23], [24]]
    assert first["duplicate_rows"] == [22]
    snapshot = current(folder)
    second = run("import", file, "--profile", "own")[0]
    assert (second["accepted"], second["duplicates"], second["rejected"]) == (0, 21, 2)
    assert current(folder) == snapshot


def test_the_index_is_that_of_the_definition(folder: Path, run: Run) -> None:
    run("import", written(folder, [row(n, nps=10 if n % 2 else 3, csat=5) for n in range(40)]), "--profile", "own")
    index = run("brief")["cx_index"]
    assert index["estimate"] == pytest.approx(0.5 * 50 + 0.5 * 100)
    assert index["low"] < index["estimate"] < index["high"]
    assert index["n"] == 40
    assert index["verdict"] == "cannot_say"
    assert index["change"]["reason"] == "no_previous"


def test_small_groups_are_withheld_and_cannot_be_had_by_subtraction(folder: Path, run: Run) -> None:
    channels = ["chat"] * 3 + ["phone"] * 12 + ["branch"] * 30
    run("import", written(folder, [row(n, channel=one) for n, one in enumerate(channels)]), "--profile", "own")
    lines = {line["group"]: line for line in run("measure", "nps", "--by", "channel")}
    assert lines["chat"]["withheld"] == "small_group"
    assert lines["phone"]["withheld"] == "complement"
    assert lines["chat"]["estimate"] is lines["chat"]["n"] is lines["phone"]["n"] is None
    assert lines["branch"]["estimate"] == 100
    beside = run("measure", "nps", "--where", "channel=phone,branch")[0]
    assert beside["withheld"] == "complement"


def test_a_small_group_is_neither_quoted_nor_read(folder: Path, run: Run) -> None:
    said = "Jonotin puhelimessa tunnin eikä kukaan osannut sanoa, miksi päätös viipyy näin kauan."
    channels = ["chat"] * 3 + ["phone"] * 12 + ["branch"] * 30
    rows = [row(n, channel=one, why=f"{said} {n}") for n, one in enumerate(channels)]
    run("import", written(folder, rows), "--profile", "own")
    refused = run("brief", "--where", "channel=chat")
    assert refused["cx_index"]["withheld"] == "small_group"
    assert refused["verbatims"] == []
    assert refused["response_rate"]["answered"] == 0
    for chosen in ("chat", "phone", "phone,branch"):
        assert run("search", "--where", f"channel={chosen}")["answers"] == []
        assert run("measure", "themes", "--where", f"channel={chosen}")[0]["withheld"] in {"small_group", "complement"}
    assert run("search", "--where", "channel=branch")["found"] == 30


def test_quarters_together_tell_no_more_than_one_by_one(folder: Path, run: Run) -> None:
    days = ["15.2.2026"] * 3 + ["15.5.2026"] * 12 + ["15.8.2026"] * 30
    run("import", written(folder, [row(n, day=day) for n, day in enumerate(days)]), "--profile", "own")
    lines = {line["group"]: line["withheld"] for line in run("measure", "nps", "--by", "quarter")}
    assert lines == {"2026Q1": "small_group", "2026Q2": None, "2026Q3": None}
    assert run("measure", "nps")[0]["n"] == 42


def test_what_everybody_says_explains_nothing_and_breaks_nothing(folder: Path, run: Run) -> None:
    (folder / "codebook.toml").write_text(CODEBOOK, "utf-8")
    rows = [row(n, nps=n % 11, why="Jonossa meni tunti") for n in range(60)]
    run("import", written(folder, rows), "--profile", "own")
    (cause,) = run("brief")["causes"]
    assert cause["withheld"] == "too_few_mentions"
    assert cause["share"] == 1


def test_what_was_rejected_is_shown_redacted(folder: Path, run: Run) -> None:
    rows = [row(n) for n in range(10)]
    wrong = ["90;15.8.2026;010190-900P;4;chat;", "91;matti@example.com;9;4;chat;"]
    rejections = run("import", written(folder, [*rows, *wrong]), "--profile", "own")[0]["rejections"]
    assert len(rejections) == 2
    assert not any(secret in str(rejections) for secret in ("010190-900P", "matti@example.com"))


def test_a_quarter_that_is_none_is_refused_in_a_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["brief", "--quarter", "2026Q9"]) == 1
    assert "2026Q3" in capsys.readouterr().err


def test_no_answers_is_no_value_and_not_zero(folder: Path, run: Run) -> None:
    days = ["15.2.2026"] * 20 + ["15.8.2026"] * 20
    run("import", written(folder, [row(n, day=day) for n, day in enumerate(days)]), "--profile", "own")
    index = run("brief", "--quarter", "2026Q2")["cx_index"]
    assert index["estimate"] is None
    assert index["withheld"] == "no_answers"


def test_a_programme_without_an_index_still_measures(folder: Path, run: Run) -> None:
    (folder / "programme.toml").write_text(PROGRAMME, "utf-8")
    run("import", written(folder, [row(n) for n in range(20)]), "--profile", "own")
    assert run("brief")["cx_index"]["withheld"] == "no_index"
    assert run("measure", "nps")[0]["estimate"] == 100


def test_personal_data_never_reaches_the_store(folder: Path, run: Run) -> None:
    said = "Soita 040 123 4567 tai matti@example.com, hetu 010190-900P. Jonotin tunnin."
    run("import", written(folder, [row(n, why=said) for n in range(10)]), "--profile", "own")
    answers = run("search", "jonottaa")
    assert answers["found"] == 10
    text = answers["answers"][0]["text"]
    assert not any(secret in text for secret in ("040", "matti@", "010190"))
    stored = b"".join(path.read_bytes() for path in (folder / "store").glob("*.duckdb"))
    assert b"matti@example.com" not in stored
    assert b"010190-900P" not in stored


def test_hostile_answers_are_kept_as_text(folder: Path, run: Run) -> None:
    hostile = ['=HYPERLINK("http://x")', "<script>alert(1)</script>", "![x](http://x/y.png)"]
    run("import", written(folder, [row(n, why=f"{hostile[n % 3]} hidas") for n in range(12)]), "--profile", "own")
    texts = {answer["text"] for answer in run("search", "hidas")["answers"]}
    assert any(text.startswith("=HYPERLINK") for text in texts)
    assert any(text.startswith("<script>") for text in texts)


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["measure", "npss"], "Did you mean 'nps'"),
        (["measure", "nps", "--by", "chanel"], "Did you mean 'channel'"),
        (["brief", "--where", "channel"], "DIMENSION=VALUE"),
        (["brief", "--quarter", "2019Q1"], "2026Q3"),
        (["import", "nowhere.csv", "--profile", "own"], "nowhere.csv"),
        (["import", "nowhere.csv", "--profile", "ow"], "Profiilia ow ei ole. Tarkoititko: own?"),
    ],
)
def test_refusals_tell_the_way_out(
    folder: Path, run: Run, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    run("import", written(folder, [row(n) for n in range(20)]), "--profile", "own")
    assert main(arguments) == 1
    assert told in capsys.readouterr().err


def test_an_empty_folder_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path))
    assert main(["brief"]) == 1
    assert "python -m cxlib demo" in capsys.readouterr().err


def test_real_answers_do_not_go_among_made_up_ones(
    demo_folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["import", str(written(tmp_path, [row(1)])), "--profile", "plain"]) == 1
    assert "CX_DATA" in capsys.readouterr().err


def test_nhs_file_agrees_with_its_publisher(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path / "nhs"))
    file = shared / "data" / "nhs_px" / "v6framework_230831.csv"
    assert run("import", file, "--profile", "nhs_px")[0]["read"] == 7908
    whole = run("measure", "fft")[0]
    assert (round(100 * whole["estimate"], 2), whole["n"]) == (85.26, 4227)
    trusts = {line["group"]: line for line in run("measure", "fft", "--by", "trust")}
    assert (round(100 * trusts["neas"]["estimate"], 2), trusts["neas"]["n"]) == (86.66, 2915)
    assert (round(100 * trusts["nhft"]["estimate"], 2), trusts["nhft"]["n"]) == (82.16, 1312)
    negative = run("measure", "themes.negative", "--language", "en")[:3]
    assert {line["n"] for line in negative} == {1625}
    counts = [(line["label"].split(",")[0], round(line["estimate"] * line["n"])) for line in negative]
    assert counts == [("Timeliness of care", 486), ("Contacting services", 221), ("Staff listening", 156)]


def test_airport_file_agrees_with_its_publisher(
    shared: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, run: Run
) -> None:
    monkeypatch.setenv("CX_DATA", str(tmp_path / "sfo"))
    run("import", shared / "data" / "sfo_2017" / "survey_2017.csv", "--profile", "sfo_2017")
    plain, weighted = run("measure", "nps")[0], run("measure", "nps", "--weighted")[0]
    assert (round(plain["estimate"], 2), plain["n"]) == (39.84, 2746)
    assert round(weighted["estimate"], 2) == 40.40
    mean = run("measure", "overall.mean")[0]
    assert (round(mean["estimate"], 6), mean["n"]) == (4.064360, 2688)

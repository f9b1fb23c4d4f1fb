"""What people code teaches, older answers are read anew without a re-import, and it is said who gave which theme."""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from cxlib import loading
from cxlib.__main__ import main
from cxlib.store.folder import current
from cxlib.terms.selection import Search
from tests import small_bank

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def bank(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    folder = small_bank.build(tmp_path_factory.mktemp("reread"))
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CX_DATA", str(folder))
        yield folder


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> object:
    assert main(arguments) == 0
    return json.loads(capsys.readouterr().out)


def test_codes_teach_and_only_what_is_older_is_read(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = run(capsys, "themes", "--json")
    assert before["reader"] is None
    assert all(theme["sources"]["human"] == 0 for theme in before["themes"])
    first = run(capsys, "enrich", "--json")
    assert first["read"] == first["of"] > 100
    assert first["learned"] == []
    assert run(capsys, "enrich", "--json") | {"read": 0, "snapshot": None} == run(capsys, "enrich", "--json")

    here = loading.organisation(bank)
    store = loading.open_store(here)
    answers = store.verbatims(Search(quarters=store.quarters()), limit=400)[0]
    sheet = bank / "codes.csv"
    with sheet.open("w", encoding="utf-8", newline="") as lines:
        writer = csv.writer(lines)
        writer.writerow(["answer", "themes"])
        for answer in answers:
            writer.writerow([answer.id, "slow_handling" if "Odotin" in answer.text else ""])
    store.close()
    assert run(capsys, "code", str(sheet), "--json")["coded"] == 400

    suggested = run(capsys, "suggest", "--json", "--limit", "3")
    assert len(suggested) == 3
    coded = {answer.id for answer in answers}
    assert not coded & {one["answer"] for one in suggested}

    again = run(capsys, "enrich", "--json")
    assert again["learned"] == ["slow_handling"]
    assert again["read"] == again["of"] == first["of"]
    after = run(capsys, "themes", "--json", "--quarter", "2025Q2")
    (slow,) = [theme for theme in after["themes"] if theme["theme"] == "slow_handling"]
    assert slow["estimated"] == "chances"
    assert slow["share"]["low"] <= slow["share"]["estimate"] <= slow["share"]["high"]
    given = sum(slow["sources"].values())
    assert given == pytest.approx(slow["share"]["estimate"], abs=0.05)
    assert sum(after["tone"][tone]["estimate"] for tone in ("positive", "negative", "not_said")) == pytest.approx(1)
    assert after["reader"]["coded"] == 400
    assert after["reader"]["micro_f1"] > 0.9
    assert run(capsys, "suggest", "--json", "--limit", "2")[0]["nearest_theme"] == "slow_handling"


def test_new_answers_get_their_final_themes_at_the_import(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(capsys, "enrich", "--json")
    before = run(capsys, "themes", "--json", "--quarter", "2025Q2")
    rows = [
        [f"uusi-{number}", f"U{number}", "12.05.2025", *row[3:14], small_bank.SPOKEN[0][0], *row[15:]]
        for number, row in enumerate(small_bank.answers()[:12])
    ]
    small_bank.add(bank, rows)
    after = run(capsys, "themes", "--json", "--quarter", "2025Q2")
    assert after["texts"] == before["texts"] + 12
    assert after["waiting"] == 0
    slow = [next(one for one in found["themes"] if one["theme"] == "slow_handling") for found in (before, after)]
    assert [one["estimated"] for one in slow] == ["chances", "chances"]
    by_model = [one["sources"]["model"] * found["texts"] for one, found in zip(slow, (before, after), strict=True)]
    assert by_model[1] - by_model[0] == pytest.approx(12)
    known = {"themes", "tone", "texts", "reader", "waiting"}
    enriched = run(capsys, "enrich", "--json")
    assert enriched["read"] == 0 < enriched["of"]
    loading.import_files(bank, [bank / "answers.csv"], "demo_answers")  # brings nothing new, so nothing changes
    assert {name: after[name] for name in known} == {
        name: run(capsys, "themes", "--json", "--quarter", "2025Q2")[name] for name in known
    }


def test_answers_that_the_model_cannot_read_wait_and_that_is_told(
    bank: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    run(capsys, "enrich", "--json")
    codebook = bank / "codebook.toml"
    text = codebook.read_text("utf-8")
    codebook.write_text(re.sub(r'^version = "(.*)"', r'version = "\1-new"', text, count=1, flags=re.MULTILINE), "utf-8")
    rows = [[f"later-{number}", *row[1:2], "13.05.2025", *row[3:14], "Jonotin kauan.", *row[15:]]
            for number, row in enumerate(small_bank.answers()[20:32])]  # fmt: skip
    small_bank.add(bank, rows)
    assert "12 answers have the themes of the codebook alone" in "\n".join(small_bank.told)
    found = run(capsys, "themes", "--json", "--quarter", "2025Q2")
    assert found["waiting"] == 12
    assert any("12 vastausta odottaa uudelleenlukua" in sentence for sentence in found["sentences"])
    assert {theme["estimated"] for theme in found["themes"]} == {"counted"}
    codebook.write_text(text, "utf-8")
    assert run(capsys, "enrich", "--json")["read"] == 12
    assert run(capsys, "themes", "--json", "--quarter", "2025Q2")["waiting"] == 0


def test_a_rebuild_leaves_everything_to_be_read_again(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    loading.rebuild(bank)
    assert run(capsys, "themes", "--json")["texts"]
    found = run(capsys, "enrich", "--json")
    assert found["read"] == found["of"]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        ("nothing here\n", "answer,themes"),
        ("answer,themes\n", "holds no codes"),
        ("answer,themes\nx,prices\n", "line 2: 'x' is not the number"),
        ("answer,themes\n1,price\n", "Did you mean 'prices'"),
        ("answer,themes\n99999999,prices\n", "no open answer 99999999"),
    ],
)
def test_codes_that_cannot_be_are_told(
    bank: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str], lines: str, said: str
) -> None:
    served = current(bank)
    sheet = tmp_path / "codes.csv"
    sheet.write_text(lines, "utf-8")
    assert main(["code", str(sheet)]) == 1
    assert said in capsys.readouterr().err
    assert current(bank) == served


def test_a_group_that_is_too_small_is_told_nothing_of(bank: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = run(capsys, "themes", "--json", "--where", "segment=business")
    assert found["texts"] is None
    assert all(theme["share"]["estimate"] is None and theme["sources"] == {} for theme in found["themes"])


def test_pages_start_without_what_teaches() -> None:
    code = "import sys, cxlib.app.router, cxlib.app.codebook; assert 'sklearn' not in sys.modules"
    subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, timeout=120, stderr=subprocess.DEVNULL)

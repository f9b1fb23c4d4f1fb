"""Files as people and tools write them, of which no profile knew: what is proposed reads them, and no row is lost."""

from __future__ import annotations

import csv
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO
from pathlib import Path

import pytest
from openpyxl import Workbook

from cxlib.errors import DefinitionError
from cxlib.intake import Mapping, profile_draft, programme_text, propose, read_file, read_profile, read_programme
from cxlib.intake.evidence import date_formats
from cxlib.terms.feedback import Feedback, Reconciliation

COMMENTS = ("Jonotin liian kauan.", "Palvelu oli ystävällistä.", "Sovellus kaatuu aina maksaessa.", "")


def imported(folder: Path, mapping: Mapping, path: Path) -> tuple[Feedback, Reconciliation]:
    """The file read by the profile that was drafted, for the programme that it brings."""
    target = folder / "profiles" / f"{mapping.name}.toml"
    target.parent.mkdir()
    target.write_text(profile_draft(mapping), "utf-8")
    profile = read_profile(target)
    (folder / "programme.toml").write_text(programme_text(profile) or "", "utf-8")
    return read_file(path, profile, read_programme(folder / "programme.toml"))


def table(path: Path, *rows: list[object], delimiter: str = ";") -> Path:
    text = StringIO()
    csv.writer(text, delimiter=delimiter).writerows(rows)
    path.write_text(text.getvalue(), "utf-8")
    return path


def workbook(path: Path, **sheets: list[list[object]]) -> Path:
    book = Workbook()
    book.remove(book.active)  # type: ignore[arg-type]
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return path


def kinds(mapping: Mapping) -> dict[str, str]:
    return {column.name: column.kind for column in mapping.columns}


def test_table_made_by_hand(tmp_path: Path) -> None:
    """Merged titles, months as words, 8/10, faces, decimal commas, blank rows between, and sums under it all."""
    rows: list[list[object]] = [["ASIAKASPALAUTTEET Q1/2026"], ["Laatinut: CX-tiimi"], []]
    rows.append(["Pvm", "Kanava", "NPS", "Fiilis", "Keskiarvo", "Palaute", "Vastuuhenkilö"])
    for month in ("tammikuuta", "helmikuuta", "maaliskuuta"):
        for n in range(12):
            face, mean, who = "😀🙂😐🙁😡"[n % 5], ("3,5", "4", "4,25")[n % 3], ("Maija M.", "Ville V.")[n % 2]
            rows.append(
                [f"{n + 1}. {month} 2026", ("Chat", "Puhelin")[n % 2], f"{n % 11}/10", face, mean, COMMENTS[n % 4], who]
            )
        rows.append([])
    path = workbook(
        tmp_path / "koonti.xlsx",
        Q1=[*rows, ["Yhteensä", 36, "5,5/10"], ["Päivitetty 1.4.2026"]],
        Pivot=[["Kanava", "Lkm"]],
    )
    mapping = propose(path)
    assert kinds(mapping) == {
        **{"Pvm": "date", "Kanava": "dimension", "NPS": "question", "Fiilis": "question", "Keskiarvo": "operation"},
        **{"Palaute": "open", "Vastuuhenkilö": "skip"},
    }
    assert not mapping.asks
    feedback, account = imported(tmp_path, mapping, path)
    assert (account.read, account.accepted, [len(one.rows) for one in account.rejections]) == (38, 36, [2])
    assert feedback.responses["nps"].tolist()[:11] == list(range(11))
    assert feedback.responses["fiilis"].tolist()[:5] == [5, 4, 3, 2, 1]
    assert feedback.responses["keskiarvo"].tolist()[:3] == [3.5, 4.0, 4.25]
    assert str(feedback.responses["day"].min().date()) == "2026-01-01"
    assert "Sheets not read, since they have other columns: 'Pivot'." in account.notes


def test_every_sheet_with_the_same_columns_is_read(tmp_path: Path) -> None:
    sheets: dict[str, list[list[object]]] = {
        name: [
            ["Vastauspäivä", "Arvosana", "Palaute"],
            *([date(2026, month, n + 1), n % 5 + 1, f"{name} {n}"] for n in range(8)),
        ]
        for month, name in enumerate(("Tammi", "Helmi"), start=1)
    }
    path = workbook(tmp_path / "kuukaudet.xlsx", Ohje=[["Lue tämä ensin"]], **sheets)
    feedback, account = imported(tmp_path, propose(path), path)
    assert (account.read, account.accepted) == (16, 16)
    assert feedback.verbatims["text"].str.startswith("Helmi").sum() == 8
    assert (
        "Read from 2 sheets, their rows numbered on from one to the next: Tammi (1–9), Helmi (10–18)." in account.notes
    )


def test_table_of_one_answer_a_row(tmp_path: Path) -> None:
    rows: list[list[object]] = [["Vastaajatunnus", "Aika", "Kysymys", "Vastaus"]]
    for n in range(12):
        when = f"{n + 1}.3.2026 klo 9.0{n % 10}"
        rows += [[f"r{n}", when, "Suositteletko meitä? (0–10)", n % 11], [f"r{n}", when, "Miksi?", f"Syy {n} on tämä"]]
    path = table(tmp_path / "pitka.csv", *rows)
    mapping = propose(path)
    assert kinds(mapping) == {
        "Vastaajatunnus": "response",
        "Aika": "date",
        "Suositteletko meitä? (0–10)": "question",
        "Miksi?": "open",
    }
    feedback, account = imported(tmp_path, mapping, path)
    assert (account.read, account.accepted, account.responses) == (24, 24, 12)
    assert feedback.responses["suositteletko_meita_0_10"].tolist() == [n % 11 for n in range(12)]
    assert len(feedback.verbatims) == 12


@pytest.mark.parametrize(
    ("written", "formats"),
    [
        ("5.1.2026 klo 9.05.07", ("%d.%m.%Y klo %H.%M.%S",)),
        ("2026-01-05 9:05:07", ("%Y-%m-%d %H:%M:%S",)),
        ("12. maaliskuuta 2025", ("month_name",)),
        ("5 mars 2026", ("month_name",)),
        ("Monday, March 5, 2026", ("month_name",)),
        ("Feb 11, 2026 10:05", ("%b %d, %Y %H:%M",)),
        ("12. kerros 2025", ()),
    ],
)
def test_days_as_they_are_written(written: str, formats: tuple[str, ...]) -> None:
    assert date_formats([written]) == (formats, False)


@pytest.mark.parametrize(
    ("name", "values", "kind", "scale"),
    [
        ("Kouluarvosana (4–10)", ["4", "7", "8", "9"], "question", (4, 10)),
        ("Suosittelu-%", ["70 %", "80 %", "100 %"], "question", (0, 100)),
        ("Rating", ["Happy", "Neutral", "Unhappy"], "question", (1, 3)),
        ("Satisfaction rating", ["Good", "Bad", "Offered"], "question", (1, 2)),
        ("Tähdet", ["★", "★★★", "★★★★★"], "question", (1, 5)),
        ("Palvelu oli sujuvaa", ["Täysin samaa mieltä", "Samaa mieltä", "Hmm"], "question", (1, 5)),
        ("Asiakasnro", [f"A{n}" for n in range(30)], "customer", (0, 0)),
        ("Nro", [str(n) for n in range(1, 31)], "response", (0, 0)),
        ("Kävijöitä", ["12", "33", "18", "27"], "operation", (0, 0)),
        ("Q1_NPS_GROUP", ["Promoter", "Passive", "Detractor"], "skip", (0, 0)),
        ("Viitekoodi", [f"ab{n}x" for n in range(30)], "skip", (0, 0)),
        ("Pvm", [str(46_000 + n) for n in range(30)], "date", (0, 0)),
        ("Kanavat", ["Puhelin,Chat", "Chat", "Puhelin", "Chat,Konttori"], "choices", (0, 0)),
    ],
)
def test_columns_as_they_are_filled(
    tmp_path: Path, name: str, values: list[str], kind: str, scale: tuple[int, int]
) -> None:
    rows = [[values[n % len(values)], f"{n % 28 + 1}.4.2026", n % 5 + 1] for n in range(30)]
    column = propose(table(tmp_path / "x.csv", [name, "Vastattu", "Arvosana"], *rows)).columns[0]
    assert (column.kind, (column.low, column.high)) == (kind, scale)


def test_a_survey_of_one_day_and_rows_that_are_alike(tmp_path: Path) -> None:
    path = table(tmp_path / "x.csv", ["Päivä", "NPS"], *([["12.3.2026", n % 3 + 8] for n in range(9)]))
    mapping = propose(path)
    assert (mapping.columns[0].kind, mapping.asks) == ("date", (("", "identical_rows"),))
    kept = replace(mapping, keeps_identical=True)
    assert not kept.asks
    assert imported(tmp_path, kept, path)[1].accepted == 9


def test_words_that_no_scale_has_are_asked_about_and_refused_until_settled(tmp_path: Path) -> None:
    rows = [[f"{n + 1}.4.2026", ("Hyvä", "Huono", "Menettelee")[n % 3]] for n in range(12)]
    path = table(tmp_path / "x.csv", ["Vastattu", "Asiointi"], *rows)
    mapping = propose(path)
    assert ("Asiointi", "words") in mapping.asks
    assert '# refused until they stand in verbal or missing: "Menettelee" = ?' in profile_draft(mapping)
    _, account = imported(tmp_path, mapping, path)
    assert (account.read, account.accepted, account.rejected) == (12, 8, 4)


def test_operational_data_are_known_by_what_they_lack(tmp_path: Path) -> None:
    """A customer, a day and numbers, and nothing that was asked."""
    first = date(2026, 1, 1)
    rows = [[f"A{n}", first + timedelta(days=n), n * 1.5, ("Kyllä", "Ei")[n % 2], "x"] for n in range(30)]
    header = ["Asiakasnumero", "Yhteydenotto", "Odotusaika", "Ratkesi kerralla", "Vakio"]
    mapping = propose(table(tmp_path / "x.csv", header, *rows))
    assert mapping.is_operational
    assert not mapping.asks
    with pytest.raises(DefinitionError, match="Import the answers first"):
        profile_draft(mapping)

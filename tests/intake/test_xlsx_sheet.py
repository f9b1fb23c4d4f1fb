"""XLSX files, written here as the archives of XML that they are: read like CSV, and bombs refused unopened."""

from __future__ import annotations

import resource
import time
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path
from xml.sax.saxutils import escape

import pandas as pd
import pytest

from cxlib.errors import IntakeError
from cxlib.intake.xlsx_sheet import check_archive
from cxlib.terms.feedback import Feedback, Reconciliation

Cell = str | float | date | None
Read = Callable[..., tuple[Feedback, Reconciliation]]
XLSX = {"[file]": '[file]\nkind = "xlsx"'}
HEADER: list[Cell] = ["id", "pvm", "vaihe", "kanava", "nps", "miksi"]
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"

CONTENT_TYPES = (
    f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="xml" ContentType="application/xml"/>'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Override PartName="/xl/workbook.xml" ContentType="application/'
    'vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>'
)


def cell_xml(reference: str, value: Cell) -> str:
    if value is None:
        return ""
    if isinstance(value, date):
        return f'<c r="{reference}" s="1"><v>{(value - date(1899, 12, 30)).days}</v></c>'
    if isinstance(value, str):
        return f'<c r="{reference}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'
    return f'<c r="{reference}"><v>{value!r}</v></c>'


def rows_xml(rows: list[list[Cell]]) -> str:
    lines = []
    for number, row in enumerate(rows, start=1):
        cells = "".join(cell_xml(f"{chr(65 + place)}{number}", value) for place, value in enumerate(row))
        lines.append(f'<row r="{number}">{cells}</row>')
    return "".join(lines)


def relationships(**targets: str) -> str:
    links = "".join(
        f'<Relationship Id="r{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
        for number, (kind, target) in enumerate(targets.items(), start=1)
    )
    return f'<Relationships xmlns="{PACKAGE}/relationships">{links}</Relationships>'


def workbook(path: Path, rows: list[list[Cell]], sheet: str = "Vastaukset") -> Path:
    """Write the smallest workbook that spreadsheets open; style 1 shows numbers as days."""
    parts = {
        "[Content_Types].xml": CONTENT_TYPES,
        "_rels/.rels": relationships(officeDocument="xl/workbook.xml"),
        "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>'
        f'<sheet name="{sheet}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": relationships(worksheet="worksheets/sheet1.xml", styles="styles.xml"),
        "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><cellXfs count="2"><xf numFmtId="0"/>'
        '<xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{MAIN}"><sheetData>{rows_xml(rows)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, xml in parts.items():
            archive.writestr(name, xml)
    return path


@pytest.fixture
def read_grid(read_bytes: Read, tmp_path: Path) -> Read:
    def read(rows: list[list[Cell]], changes: dict[str, str] | None = None) -> tuple[Feedback, Reconciliation]:
        data = workbook(tmp_path / "tehty.xlsx", rows).read_bytes()
        return read_bytes(data, name="kysely.xlsx", changes=changes or XLSX)

    return read


def test_typed_cells(read_grid: Read) -> None:
    feedback, account = read_grid(
        [
            HEADER,
            ["a", date(2026, 2, 1), "new", "phone", 9.0, "=SUM(A1) <b>&"],
            [123.0, "1.2.2026", "Uusi", None, None, None],
        ]
    )
    assert feedback.responses["response_key"].tolist() == ["a", "123"]
    assert feedback.responses["day"].tolist() == [pd.Timestamp("2026-02-01")] * 2
    assert feedback.responses["nps"].fillna(-1).tolist() == [9, -1]
    assert feedback.verbatims["text"].tolist() == ["=SUM(A1) <b>&"]
    assert (account.read, account.accepted) == (2, 2)


def test_numbers_that_a_spreadsheet_cut_short_are_damaged_ids(read_grid: Read) -> None:
    row: list[Cell] = [5.69e17, "1.2.2026", "new", "phone", 9.0, "x"]
    _, account = read_grid([HEADER, row])
    assert (account.rejections[0].example, account.rejections[0].rows) == ("5.69E+17", (2,))


def test_title_rows_and_blank_rows_keep_the_spreadsheets_numbers(read_grid: Read) -> None:
    rows: list[list[Cell]] = [
        ["Kysely 2026"],
        [],
        HEADER,
        ["a", "1.2.2026", "new", "phone", 9.0, "x"],
        [],
        ["b", "1.2.2026", "new", "phone", 11.0, "x"],
    ]
    feedback, account = read_grid(rows, {"[file]": '[file]\nkind = "xlsx"\nheader_row = 3'})
    assert feedback.responses["row"].tolist() == [4]
    assert account.rejections[0].rows == (6,)
    assert "Blank rows passed over: 1." in account.notes


@pytest.mark.parametrize(
    ("rows", "said"),
    [
        ([], "the sheet is empty"),
        ([HEADER], "there is a header and no answers under it"),
        ([["id", "pvm"], ["a", "b"]], "4 columns of the profile kysely not found"),
    ],
    ids=["empty", "header only", "other columns"],
)
def test_refused_as_a_whole(read_grid: Read, rows: list[list[Cell]], said: str) -> None:
    with pytest.raises(IntakeError, match=said):
        read_grid(rows)


def test_unknown_sheet(read_grid: Read) -> None:
    with pytest.raises(IntakeError, match=r"There is no sheet 'Vastauks'. Did you mean 'Vastaukset'\?"):
        read_grid([HEADER], {"[file]": '[file]\nkind = "xlsx"\nsheet = "Vastauks"'})


@pytest.mark.parametrize("data", [b"", b"id,pvm\n1,2\n", b"PK\x03\x04 cut short"], ids=["empty", "csv", "cut"])
def test_what_is_no_workbook(read_bytes: Read, data: bytes) -> None:
    with pytest.raises(IntakeError, match="this is no XLSX file"):
        read_bytes(data, name="kysely.xlsx", changes=XLSX)


def test_an_archive_without_a_workbook(read_bytes: Read, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as archive:
        archive.writestr("a.txt", "x")
    with pytest.raises(IntakeError, match="the workbook cannot be read"):
        read_bytes((tmp_path / "a.zip").read_bytes(), name="kysely.xlsx", changes=XLSX)


@pytest.mark.parametrize(
    ("megabytes", "parts", "said"),
    [
        (52, 1, r"unpacks to \d+ times its size"),
        (209, 1, "unpacks to 209 MB"),
        (160, 1, "150 MB a part"),
        (110, 2, "unpacks to 220 MB"),
    ],
)
def test_bombs_are_refused_unopened(tmp_path: Path, megabytes: int, parts: int, said: str) -> None:
    path = tmp_path / "pommi.xlsx"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for part in range(parts):
            with archive.open(f"xl/{part}.xml", "w") as entry:
                for _ in range(megabytes):
                    entry.write(b"0" * 1_000_000)
    started = time.perf_counter()
    with pytest.raises(IntakeError, match=said):
        check_archive(path)
    assert time.perf_counter() - started < 2


def rewritten(path: Path, sheet: str, target: Path) -> Path:
    """The workbook with another text of its sheet."""
    with zipfile.ZipFile(path) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    parts["xl/worksheets/sheet1.xml"] = sheet.encode()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(name, text)
    return target


ENTITIES = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10 if n else "ha"}">' for n in range(10))
HOSTILE = {
    "far cell": f'<worksheet xmlns="{MAIN}"><sheetData><row r="1"><c r="A1"><v>1</v></c></row>'
    '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData></worksheet>',
    "entity bomb": f'<!DOCTYPE x [{ENTITIES}]><worksheet xmlns="{MAIN}"><sheetData><row r="1">'
    '<c r="A1" t="inlineStr"><is><t>&a9;</t></is></c></row></sheetData></worksheet>',
    "outside entity": f'<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/hostname">]><worksheet xmlns="{MAIN}"><sheetData>'
    '<row r="1"><c r="A1" t="inlineStr"><is><t>&a;</t></is></c></row></sheetData></worksheet>',
}


@pytest.mark.parametrize("case", HOSTILE)
def test_workbooks_made_to_exhaust_a_machine_exhaust_a_limited_process(
    case: str, read_bytes: Read, tmp_path: Path
) -> None:
    whole = workbook(tmp_path / "w.xlsx", [HEADER])
    data = rewritten(whole, HOSTILE[case], tmp_path / "h.xlsx").read_bytes()
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(IntakeError) as refused:
        read_bytes(data, name="kysely.xlsx", changes=XLSX)
    assert "haha" not in str(refused.value)
    assert Path("/etc/hostname").read_text("utf-8").strip() not in str(refused.value)
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 100_000  # kilobytes, of this process

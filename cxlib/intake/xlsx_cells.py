"""Run as a program of its own, with limits: opens a workbook and writes its sheets to standard output, a row per line.

It imports nothing of Kuulo, so that it starts at once. A workbook made to exhaust a machine exhausts this process.
"""

from __future__ import annotations

import json
import resource
import sys
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from python_calamine import CalamineError, CalamineWorkbook, WorksheetNotFound

#: A spreadsheet keeps 15 digits; a longer number has lost its end, and is written as a spreadsheet would show it.
EXACT_DIGITS = 10**15
#: Control characters other than tab and line breaks, taken out of texts as they are out of CSV files.
CONTROLS = dict.fromkeys(code for code in (*range(0x20), 0x7F) if code not in b"\t\n\r")

Cell = int | float | str | bool | time | date | datetime | timedelta


def as_text(cell: Cell) -> str:
    """A cell as a CSV file would hold it; days in ISO form, numbers too long for a spreadsheet as it shows them.

    >>> as_text(5.0), as_text(5.69e17), as_text(date(2026, 9, 30))
    ('5', '5.69E+17', '2026-09-30')
    """
    if isinstance(cell, bool):
        return "1" if cell else "0"
    if isinstance(cell, float | int):
        if abs(cell) >= EXACT_DIGITS:
            return f"{cell:.2E}"
        return str(int(cell)) if cell == int(cell) else repr(cell)
    if isinstance(cell, datetime):
        return cell.isoformat(sep=" ", timespec="seconds")
    return cell.isoformat() if isinstance(cell, date | time) else str(cell).translate(CONTROLS)


def write_sheets(path: str, sheet: str) -> None:
    """Write the names of the sheets, then the name and the rows of each, or of the one named alone."""
    book = CalamineWorkbook.from_path(path)
    print(json.dumps(book.sheet_names))
    for name in [sheet] if sheet else book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        print(json.dumps({"sheet": name}))
        for row in rows:
            print(json.dumps([as_text(cell) for cell in row]))


def main(arguments: Sequence[str]) -> int:
    """`PATH SHEET BYTES SECONDS`: 0 when all was written, 3 when it cannot be, with the reason on standard error."""
    path, sheet, memory, seconds = arguments
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds)))
    try:
        write_sheets(path, sheet)
    except WorksheetNotFound:
        return 4
    except (CalamineError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 3
    except MemoryError:
        return 5
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""A mapping proposed for a file that no profile reads: what each column seems to be, why, and what has to be asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping as Mapping_
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Final

import pyarrow as pa

from cxlib.errors import IntakeError
from cxlib.intake.dialect import seeming_shape
from cxlib.intake.evidence import Evidence, gather
from cxlib.intake.first_rows import FirstRows, Rows
from cxlib.intake.guess import guess
from cxlib.intake.header import column_names, find_header, fingerprint
from cxlib.intake.long_table import by_question, long_columns
from cxlib.intake.profile import DateSource, FileShape, Profile
from cxlib.intake.proposed_column import MOST_CHOICES, ProposedColumn
from cxlib.intake.slug import distinct_ids, slug
from cxlib.intake.survey_file import read_sheet
from cxlib.intake.totals import Totals, totals
from cxlib.terms.programme import Label, Programme

#: Rows shown as they were read.
_SHOWN: Final = 8
#: Rows looked at; what comes later is checked when it is imported.
_LOOKED_AT: Final = 200_000


@dataclass(frozen=True)
class Mapping:
    """All that is proposed for one file; a page edits it by `with_column`, and `profile_draft` writes it down.

    `preview` holds the first rows, each by its spreadsheet row; `layout` is the shipped layout that was used; `fixed`
    the one day on which all answers were given, where no column says it; `identical` how many rows repeat another, and
    `keeps_identical` whether those are answers of their own (None: not said). `totals` are rows that are no answers.
    `header` are the columns of the file, of which a long table has fewer than there are `columns`.
    """

    file: str
    name: str
    shape: FileShape
    columns: tuple[ProposedColumn, ...]
    preview: tuple[tuple[int, tuple[str, ...]], ...]
    fingerprint: str
    rows: int
    layout: Profile | None = None
    fixed: date | None = None
    notes: tuple[str, ...] = ()
    identical: int = 0
    totals: Totals = Totals()
    header: tuple[str, ...] = ()
    keeps_identical: bool | None = None

    @property
    def asks(self) -> tuple[tuple[str, str], ...]:
        """What the user has to settle: column and question code."""
        asked = [(column.name, ask) for column in self.columns for ask in column.asks]
        has_day = self.fixed is not None or any(column.kind == "date" for column in self.columns)
        if self.is_identical_asked and self.keeps_identical is None:
            asked.append(("", "identical_rows"))
        if not self.is_operational and not any(column.kind in ("question", "open") for column in self.columns):
            asked.append(("", "nothing_asked"))
        return tuple(asked) if has_day else (*asked, ("", "no_date"))

    @property
    def is_operational(self) -> bool:
        """Whether the file tells what was measured of contacts, by customer and day, and holds no answers."""
        kinds = {column.kind for column in self.columns}
        return {"customer", "date", "operation"} <= kinds and not kinds & {"question", "open", "weight", "stage"}

    @property
    def is_identical_asked(self) -> bool:
        """Whether rows repeat each other and no id tells whether they are one answer or several."""
        return (
            self.identical > 0
            and not self.is_operational
            and not any(column.kind == "response" for column in self.columns)
        )

    def with_column(self, changed: ProposedColumn) -> Mapping:
        """The mapping with one column settled otherwise."""
        return replace(self, columns=tuple(changed if c.name == changed.name else c for c in self.columns))


def propose(path: Path, *, layout: Profile | None = None, programme: Programme | None = None) -> Mapping:
    """Propose what each column of a file is.

    Parameters
    ----------
    layout
        How the tool that wrote the file lays it out; its own columns need no guess.
    programme
        The programme that the answers are for: columns whose names it knows are its questions and dimensions.

    Raises
    ------
    IntakeError
        When the file cannot be read as a table.
    """
    first = FirstRows(path)
    shape = first.adapted(layout.file) if layout else seeming_shape(first)
    if first.kind == "xlsx" and layout is not None:
        shape = replace(shape, sheet=_sheet_of(first, shape, layout))
    rows = first.rows(shape)
    if first.kind != "json":
        shape = find_header(rows, shape, layout.needed if layout else (), path.name)
        if len(rows) < max(shape.header_row, shape.subheader_row):
            raise IntakeError(f"{path.name}: the file is empty.")
    header = column_names(rows, shape)
    shape = replace(shape, sheet=layout.file.sheet if layout else "")
    probe = _probe(path, shape, header)
    sheet = read_sheet(path, probe)
    ending = totals(sheet.table, header)
    table = sheet.table.slice(0, min(_LOOKED_AT, sheet.table.num_rows - ending.rows))
    words = _labels(rows, shape, header)
    long = long_columns(table, header) if layout is None else None
    shape = replace(shape, names_in=long[0], answers_in=long[1]) if long else shape
    counted = _counted(table, words, long)
    columns = [guess(evidence, layout, programme) for evidence in counted]
    return Mapping(
        file=path.name,
        name=_name(path),
        shape=_with_decimal(shape, counted),
        columns=distinct_ids(_few_choices(_one_of_each(columns))),
        preview=_preview(sheet.table, header, sheet.rows[:_SHOWN].tolist()),
        fingerprint=fingerprint(header),
        rows=sheet.table.num_rows,
        layout=layout,
        notes=sheet.notes,
        identical=table.num_rows - table.group_by(table.column_names).aggregate([]).num_rows,
        totals=ending,
        header=header,
    )


def _sheet_of(first: FirstRows, shape: FileShape, layout: Profile) -> str:
    """The fullest sheet that has the columns of a layout."""
    for sheet in first.sheets:
        try:
            find_header(first.rows(replace(shape, sheet=sheet)), replace(shape, find_header=True), layout.needed, "")
        except IntakeError:
            continue
        return sheet
    return first.sheets[0]


def _counted(table: pa.Table, words: Mapping_[str, str], long: tuple[str, str] | None) -> list[Evidence]:
    """Every column's values; in a long table, those of each question, and of the others once for each respondent."""
    if long is None:
        return [gather(name, words[name], table[name]) for name in words]
    others = [name for name in words if name not in long]
    once = table.group_by(others, use_threads=False).aggregate([])
    counted = [gather(name, words[name], once[name]) for name in others]
    return counted + [gather(name, name, answers) for name, answers in by_question(table, *long).items()]


def _with_decimal(shape: FileShape, counted: Sequence[Evidence]) -> FileShape:
    """The shape with a decimal comma, where more columns of numbers are written so than with a point."""
    if shape.kind == "json" or shape.decimal != FileShape().decimal:
        return shape
    commas = sum(evidence.has_decimals(",") for evidence in counted)
    return replace(shape, decimal=",") if commas > sum(evidence.has_decimals(".") for evidence in counted) else shape


def _probe(path: Path, shape: FileShape, header: Sequence[str]) -> Profile:
    """A profile that reads every column as it stands."""
    every = replace(shape, columns=tuple(header))
    return Profile(path.stem, path, "", {}, Label(fi=path.stem), "answers", every, DateSource(), tuple(header))


def _labels(rows: Rows, shape: FileShape, header: Sequence[str]) -> dict[str, str]:
    """What each column asks in words: its label row where there is one, else its name."""
    words = rows[shape.label_row - 1] if shape.label_row and len(rows) >= shape.label_row else ()
    return {name: (words[at].strip() if at < len(words) else "") or name for at, name in enumerate(header)}


def _one_of_each(columns: Sequence[ProposedColumn]) -> tuple[ProposedColumn, ...]:
    """Of dates, response ids, customers and weights the likeliest one is kept, and the others are not read."""
    kept = list(columns)
    for kind in ("date", "response", "customer", "weight", "stage"):
        rivals = [at for at, column in enumerate(kept) if column.kind == kind]
        if not rivals:
            continue
        best = max(rivals, key=lambda at: (kept[at].likelihood, -at))
        for at in rivals:
            if at != best:
                kept[at] = replace(kept[at], kind="skip", reason=f"another_{kind}", asks=())
    return tuple(kept)


def _few_choices(columns: Sequence[ProposedColumn]) -> tuple[ProposedColumn, ...]:
    """A question with a column for each of many choices is left out, since every choice would be a dimension."""
    single = Counter(_question_of(column) for column in columns if column.reason == "one_choice")
    return tuple(
        replace(column, kind="skip", reason="many_choices")
        if column.reason == "one_choice" and single[_question_of(column)] > MOST_CHOICES
        else column
        for column in columns
    )


def _question_of(column: ProposedColumn) -> str:
    return column.name.rpartition(" | ")[0]


def _preview(table: pa.Table, header: Sequence[str], rows: Sequence[int]) -> tuple[tuple[int, tuple[str, ...]], ...]:
    shown = table.slice(0, len(rows)).to_pylist()
    return tuple((row, tuple(record[name] for name in header)) for row, record in zip(rows, shown, strict=True))


def _name(path: Path) -> str:
    return slug(path.stem) or "oma_kysely"

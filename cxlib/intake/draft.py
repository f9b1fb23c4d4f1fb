"""Writes a mapping down as TOML: the profile that reads the file, and what the programme needs for it."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Final

from cxlib.errors import DefinitionError
from cxlib.intake.profile import FileShape
from cxlib.intake.profile_source import folded
from cxlib.intake.proposal import Mapping
from cxlib.intake.proposed_column import ProposedColumn
from cxlib.intake.slug import slug
from cxlib.terms.programme import Programme

#: The tables in which columns are listed, in the profile and in the programme.
_HEADS: Final[dict[str, str]] = {"question": "questions", "dimension": "dimensions", "operation": "operations"}


_YES_OR_NO: Final = {**dict.fromkeys(("kyllä", "yes", "ja", "true"), 1), **dict.fromkeys(("ei", "no", "nej"), 0)}


def profile_draft(mapping: Mapping, programme: Programme | None = None) -> str:
    """Return the mapping as the text of a profile; without a programme, it brings the one that it needs along.

    Raises
    ------
    DefinitionError
        When the file holds operational data, and there is no programme of answers that they could be joined to.
    """
    if programme is None and mapping.is_operational:
        raise DefinitionError(
            f"{mapping.file}: the file tells what was measured of customers' contacts, and such data are joined to "
            "answers, of which there are none here yet. Import the answers first."
        )
    content = ['content = "operations"'] if mapping.is_operational else []
    mapping = _operational(mapping) if mapping.is_operational else mapping
    lines = [f"label = {_quoted(mapping.name)}", *content, "", *_file(mapping), *_keys(mapping), *_date(mapping)]
    for column in mapping.columns:
        lines += _column(column)
    for left in mapping.layout.left_out if mapping.layout else ():
        lines += _left_out(left.column, sorted(left.values))
    if mapping.totals.rows:
        lines += _left_out(mapping.totals.column, mapping.totals.values)
    if programme is None:
        lines += ["", "[programme]", f"name = {_quoted(mapping.name)}", 'language = "fi"']
        lines += [line for table in _tables(mapping, None) for line in _named(table, "programme.")]
    return "\n".join(lines) + "\n"


def programme_draft(mapping: Mapping, programme: Programme) -> str:
    """Return the tables that an existing programme lacks for this mapping, to be appended to `programme.toml`."""
    mapping = _operational(mapping) if mapping.is_operational else mapping
    return "\n".join(line for table in _tables(mapping, programme) for line in table)


def _operational(mapping: Mapping) -> Mapping:
    """Of operational data, the customer, the day and what was measured; a yes or a no is measured as 1 or 0."""
    return replace(mapping, columns=tuple(map(_measured, mapping.columns)))


def _measured(column: ProposedColumn) -> ProposedColumn:
    if column.kind in ("customer", "date", "operation"):
        return column
    meant = {value: _YES_OR_NO.get(folded(value)) for value in column.examples}
    numbers = {value: number for value, number in meant.items() if number is not None}
    if column.kind != "dimension" or len(numbers) != len(meant):
        return replace(column, kind="skip", asks=())
    return replace(column, kind="operation", verbal=tuple(numbers.items()))


def _left_out(column: str, values: Iterable[str]) -> list[str]:
    return ["", "[[left_out]]", f"column = {_quoted(column)}", f"values = {_list(values)}"]


def _file(mapping: Mapping) -> list[str]:
    """The `[file]` table: what differs from the usual, and the columns by which the file is known again."""
    shape, usual = mapping.shape, FileShape()
    said = [("kind", shape.kind), ("delimiter", shape.delimiter), ("encoding", shape.encoding)]
    said += [("decimal", shape.decimal), ("sheet", shape.sheet), ("records", shape.records)]
    lines = ["[file]", *(f"{key} = {_quoted(value)}" for key, value in said if value != getattr(usual, key))]
    if shape.kind != "json":
        rows = ("header_row", "subheader_row", "label_row", "first_data_row")
        lines += [f"{key} = {getattr(shape, key)}" for key in rows if getattr(shape, key) != getattr(usual, key)]
        names = ",\n".join(f"  {_quoted(name)}" for name in mapping.header)
        lines.append(f"columns = [\n{names},\n]")
    return [*lines, *_long(mapping)] if shape.names_in else lines


def _long(mapping: Mapping) -> list[str]:
    """The `[file.long]` table: what was asked in one column, what was answered in another, and what is not read."""
    shape = mapping.shape
    lines = ["", "[file.long]", f"names = {_quoted(shape.names_in)}", f"answers = {_quoted(shape.answers_in)}"]
    left = [column.name for column in mapping.columns if column.kind == "skip" and column.name not in mapping.header]
    return [*lines, f"ignored = {_list(left)}"] if left else lines


def _keys(mapping: Mapping) -> list[str]:
    found = {column.kind: column.name for column in mapping.columns if column.kind in ("response", "customer")}
    is_kept = mapping.is_identical_asked and mapping.keeps_identical
    if not (found or is_kept):
        return []
    lines = ["", "[keys]", *(['identical_rows = "keep"'] if is_kept else [])]
    lines += [f"response = [{_quoted(found['response'])}]"] if "response" in found else []
    return lines + ([f"customer = {_quoted(found['customer'])}"] if "customer" in found else [])


def _date(mapping: Mapping) -> list[str]:
    for column in mapping.columns:
        if column.kind == "date":
            lines = ["", "[date]", f"column = {_quoted(column.name)}", f"formats = {_list(column.formats)}"]
            return lines + (["within = true"] if column.is_within else [])
    if mapping.fixed is not None:
        return ["", "[date]", f"fixed = {mapping.fixed}"]
    return ["", "[date]", "# no column holds the day of the answer: write the day here, as fixed = 2026-03-31"]


def _column(column: ProposedColumn) -> list[str]:
    name = f"column = {_quoted(column.name)}"
    if column.kind == "choices":
        return [line for option in _options(column) for line in _option(column, *option)]
    if column.kind == "open":
        return ["", "[[open_questions]]", name, f'question = "{column.id}"']
    if column.kind == "stage":
        return ["", "[stage]", name, f"values = {_table((value, slug(value)) for value in column.options)}"]
    if column.kind == "weight":
        return ["", "[weight]", name]
    if column.kind not in _HEADS:
        return []
    lines = ["", f"[[{_HEADS[column.kind]}]]", f'id = "{column.id}"', name]
    lines += [f"missing = {_list(column.missing)}"] if column.missing else []
    return lines if column.kind == "dimension" else [*lines, *_words(column)]


def _words(column: ProposedColumn) -> list[str]:
    """What the words of a scale mean, and those of which nobody has said it yet."""
    lines = [f"verbal = {_table(column.verbal)}"] if column.verbal else []
    unsettled = ", ".join(f"{_quoted(word)} = ?" for word in column.unsettled if word not in column.missing)
    return [*lines, f"# refused until they stand in verbal or missing: {unsettled}"] if unsettled else lines


def _options(column: ProposedColumn) -> Iterator[tuple[str, str]]:
    """The id of each choice's own dimension, and the choice."""
    for option in column.options:
        yield (f"{column.id}_{slug(option) or 'x'}"[:60] if column.separator else column.id), option


def _option(column: ProposedColumn, id_: str, option: str) -> list[str]:
    lines = ["", "[[dimensions]]", f'id = "{id_}"', f"column = {_quoted(column.name)}", f"option = {_quoted(option)}"]
    return lines + ([f"separator = {_quoted(column.separator)}"] if column.separator else [])


def _tables(mapping: Mapping, programme: Programme | None) -> Iterator[list[str]]:
    """The programme's tables for what it does not have yet."""
    had = set() if programme is None else _ids(programme)
    for column in mapping.columns:
        if column.kind == "choices":
            for id_, option in _options(column):
                if id_ not in had:
                    label = option if column.separator else column.label
                    yield ["", "[[dimensions]]", f'id = "{id_}"', f"label = {_quoted(label)}", _YES_AND_NO]
        elif column.kind == "stage" and programme is None:
            for value in column.options:
                yield ["", "[[stages]]", f'id = "{slug(value)}"', f"label = {_quoted(value)}"]
        elif column.id not in had:
            yield from _defined(column)


_YES_AND_NO = (
    'values = [{id = "yes", label = {fi = "Kyllä", sv = "Ja", en = "Yes"}}, '
    '{id = "no", label = {fi = "Ei", sv = "Nej", en = "No"}}]'
)


def _defined(column: ProposedColumn) -> Iterator[list[str]]:
    label = f"label = {_quoted(_short(column.label))}"
    if column.kind == "question":
        lines = ["", "[[questions]]", f'id = "{column.id}"', label, f'kind = "{column.question_kind}"']
        lines += [f"scale = [{column.low}, {column.high}]"] + (['best = "low"'] if column.best == "low" else [])
        yield [*lines, f"wording = {_quoted(column.label)}"]
    elif column.kind in ("open", "dimension", "operation"):
        head = {"open": "open_questions", "dimension": "dimensions", "operation": "operations"}[column.kind]
        yield ["", f"[[{head}]]", f'id = "{column.id}"', label]


def _ids(programme: Programme) -> set[str]:
    items: tuple[Any, ...] = (
        *programme.questions,
        *programme.dimensions,
        *programme.operations,
        *programme.open_questions,
    )
    return {item.id for item in items}


def _named(table: Sequence[str], before: str) -> Iterator[str]:
    """A table's lines with its header moved under another."""
    for line in table:
        yield line.replace("[[", f"[[{before}", 1) if line.startswith("[[") else line


def _short(label: str) -> str:
    return label if len(label) <= 70 else label[:69].rpartition(" ")[0] + "…"


def _list(values: Iterable[str]) -> str:
    return f"[{', '.join(map(_quoted, values))}]"


def _table(pairs: Iterable[tuple[str, int | str]]) -> str:
    said = (f"{_quoted(key)} = {value if isinstance(value, int) else _quoted(value)}" for key, value in pairs)
    return f"{{{', '.join(said)}}}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")

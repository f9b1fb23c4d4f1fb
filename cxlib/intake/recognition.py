"""Which profile reads a file, told by the names of its columns; where none does, what differs from the nearest."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Final, Literal

from cxlib.errors import IntakeError
from cxlib.intake.dialect import seeming_shape
from cxlib.intake.first_rows import FirstRows, Rows
from cxlib.intake.header import column_names, find_header, fingerprint, quoted
from cxlib.intake.profile import FileShape, Profile
from cxlib.intake.sheet import difference

State = Literal["ready", "layout", "refused", "changed", "several", "unknown"]
#: Of the columns that a profile expects, the share in a file by which it counts as a changed file of that kind.
_NEAR: Final = 0.6
#: Fewer columns in common are a chance.
_FEWEST: Final = 3


@dataclass(frozen=True)
class Difference:
    """Columns that a profile expects and a file lacks, and those that only the file has."""

    missing: tuple[str, ...]
    extra: tuple[str, ...]


@dataclass(frozen=True)
class Recognition:
    """What a file is.

    `state`: ready (profile reads it), layout (the tool is known, the questions are not), refused (known, and no file of
    answers), changed (a known file with other columns), several (profiles fit equally), unknown. `nearest` names the
    profile that `difference` is to.
    """

    file: str
    state: State
    reason: str
    header: tuple[str, ...]
    fingerprint: str
    profile: Profile | None = None
    nearest: str = ""
    difference: Difference | None = None


def recognise(path: Path, profiles: Iterable[Profile]) -> Recognition:
    """Return which of the profiles reads a file, by its columns and never by its contents.

    Raises
    ------
    IntakeError
        When the file cannot be opened at all.
    """
    first = FirstRows(path)
    known = list(profiles)
    headers = [(profile, found) for profile in known if (found := _header(first, profile)) is not None]
    fitting = [(fitted, header) for profile, (fitted, header) in headers if _fits(fitted, header)]
    if fitting:
        return _best(path, fitting)
    header = _seeming_header(first)
    near = [(profile, found[1]) for profile, found in headers if _is_near(profile, found[1])]
    if near:
        return _changed(path.name, max(near, key=lambda item: _common(*item)))
    unknown = f"no profile has these columns: {quoted(header)}. Make one: python -m cxlib propose {path}."
    return Recognition(
        path.name,
        "unknown",
        f"{path.name}: {unknown if any(header) else 'the file is empty.'}",
        header,
        fingerprint(header),
    )


def _header(first: FirstRows, profile: Profile) -> tuple[Profile, tuple[str, ...]] | None:
    """The file's columns as a profile would read them, and the profile with its header found; None where it cannot.

    A layout adapts to the file: the same tool writes CSV with other delimiters, and XLSX.
    """
    shape = profile.file
    if profile.is_layout and shape.kind != "json" and first.kind != "json":
        seeming = seeming_shape(first)
        is_below = shape.find_header or seeming.header_row > shape.header_row
        shape = replace(shape, kind=first.kind, delimiter=seeming.delimiter, find_header=is_below)
    if shape.kind != first.kind:
        return None
    headers = (_header_of(first, replace(shape, sheet=sheet), profile) for sheet in _sheets(first, shape))
    met = [found for found in headers if found is not None]
    fitting = [found for found in met if _fits(*found)]
    fitted, header = next(iter(fitting or met), (profile, ()))
    return (replace(fitted, file=replace(fitted.file, sheet=shape.sheet)), header) if met else None


def _sheets(first: FirstRows, shape: FileShape) -> list[str]:
    """The sheets that a profile may be about."""
    if first.kind != "xlsx" or not shape.sheet:
        return first.sheets
    return [shape.sheet] if shape.sheet in first.sheets else []


def _header_of(first: FirstRows, shape: FileShape, profile: Profile) -> tuple[Profile, tuple[str, ...]] | None:
    """The columns of one sheet as a profile would read them."""
    try:
        rows = first.rows(shape)
        shape = _found(rows, shape, profile, first)
        header = column_names(rows, shape)
    except (IntakeError, IndexError):
        return None
    if first.kind != "json" and not _rows_agree(rows, header, shape, profile):
        return None
    return replace(profile, file=shape), header


def _found(rows: Rows, shape: FileShape, profile: Profile, first: FirstRows) -> FileShape:
    if first.kind == "json":
        return shape
    return find_header(rows, shape, profile.needed, first.path.name)


def _rows_agree(rows: Rows, header: tuple[str, ...], shape: FileShape, profile: Profile) -> bool:
    """One, two and three header rows are told apart by the ids: they stand under the header rows and not among them."""
    places = [header.index(name) for name in profile.response_keys if name in header]
    if not places or not profile.is_layout:
        return True

    def holds_id(row: int) -> bool:
        cells = rows[row - 1] if 0 < row <= len(rows) else ()
        return all(place < len(cells) and bool(cells[place].strip()) for place in places)

    above = shape.subheader_row > 0 and holds_id(shape.subheader_row)
    return not above and (shape.first_data_row > len(rows) or holds_id(shape.first_data_row))


def _seeming_header(first: FirstRows) -> tuple[str, ...]:
    shape = seeming_shape(first)
    rows = first.rows(shape)
    return column_names(rows, shape) if len(rows) >= max(shape.header_row, shape.subheader_row) else ()


def _fits(profile: Profile, header: tuple[str, ...]) -> bool:
    missing, extra = difference(header, profile)
    return bool(profile.columns) and not missing and not (profile.file.columns and extra)


def _best(path: Path, fitting: list[tuple[Profile, tuple[str, ...]]]) -> Recognition:
    """The profile that names the most of the file's columns; the exact list of columns goes before all."""

    def rank(profile: Profile) -> tuple[bool, int, bool]:
        return bool(profile.file.columns), len(set(profile.columns)), not profile.is_layout

    file = path.name
    ordered = sorted(fitting, key=lambda item: rank(item[0]), reverse=True)
    profile, header = ordered[0]
    mark = fingerprint(header)
    equal = sorted({other.name for other, _ in ordered if rank(other) == rank(profile)})
    if len(equal) > 1:
        reason = f"{file}: the profiles {', '.join(equal)} read this file equally well. Name one with --profile."
        return Recognition(file, "several", reason, header, mark)
    if profile.refuse:
        return Recognition(file, "refused", f"{file}: {profile.refuse}", header, mark, profile)
    if profile.is_layout:
        reason = (
            f"{file}: written as the layout {profile.name} says, and what its questions mean is not said yet. "
            f"Say it once: python -m cxlib propose {path}."
        )
        return Recognition(file, "layout", reason, header, mark, profile)
    return Recognition(file, "ready", f"{file}: read by the profile {profile.name}.", header, mark, profile)


def _common(profile: Profile, header: tuple[str, ...]) -> float:
    expected = set(profile.file.columns or profile.columns)
    return len(expected & set(header)) / max(1, len(expected | set(profile.columns)))


def _is_near(profile: Profile, header: tuple[str, ...]) -> bool:
    in_common = set(profile.file.columns or profile.columns) & set(header)
    return not profile.refuse and len(in_common) >= _FEWEST and _common(profile, header) >= _NEAR


def _changed(file: str, nearest: tuple[Profile, tuple[str, ...]]) -> Recognition:
    profile, header = nearest
    missing, extra = difference(header, profile)
    said = ([f"gone: {quoted(missing)}"] if missing else []) + ([f"new: {quoted(extra)}"] if extra else [])
    return Recognition(
        file,
        "changed",
        f"{file}: nearly a file of the profile {profile.name}, but the columns differ; {'; '.join(said)}. "
        "If the questionnaire has changed, make a profile for the new one and say how its questions go on.",
        header,
        fingerprint(header),
        None,
        profile.name,
        Difference(missing, extra),
    )

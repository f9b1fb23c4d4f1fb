"""How stored answers were read: by whom their themes were given, and what a model expects of them."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from cxlib.store.connection import Columns, Connection, columns, send
from cxlib.store.opening import newest_whole, open_newest_whole
from cxlib.store.scope import Scope
from cxlib.terms.quarter import Quarter
from cxlib.terms.reading import SOURCES, Reader, ReadingTally, Source
from cxlib.terms.selection import Where


def keep_readings(connection: Connection) -> None:
    """Give a snapshot being written its tables of readings, where an older version left them out."""
    for step in ("reading_table", "reader_table", "theme_chance_table"):
        send(connection, step, {})


def last_reader(folder: Path) -> Reader | None:
    """Return the detectors that read the newest whole snapshot; None where it keeps no readings, or there is none."""
    if newest_whole(folder)[0] is None:
        return None
    connection, _, _ = open_newest_whole(folder)
    try:
        if not bool(columns(connection, "has_readings")["kept"][0]):
            return None
        readers = _readers(columns(connection, "readers"))
        return readers[max(readers)] if readers else None
    finally:
        connection.close()


def add_up_readings(connection: Connection) -> None:
    """Add the chances up in a snapshot being finished; readings of what was erased go."""
    if bool(columns(connection, "has_readings")["kept"][0]):
        for step in ("forget_gone_readings", "clear_theme_chance", "add_theme_chance"):
            send(connection, step, {})


def forget_readings(connection: Connection) -> None:
    """Let every text count as not read, where the codebook alone has given the themes anew."""
    if bool(columns(connection, "has_readings")["kept"][0]):
        send(connection, "clear_readings", {})


def reading_tally(scope: Scope, quarters: tuple[Quarter, ...], where: Where) -> ReadingTally:
    """Return how the texts of some quarters were read."""
    kept = bool(scope.ask("has_readings")["kept"][0])
    chosen = scope.cells.relation(scope.mask(where, quarters))
    found = scope.ask("theme_readings" if kept else "theme_readings_before", chosen=chosen)
    masks, models = found["themes"].astype(np.int64), found["by_model"].astype(np.int64)
    read_by = found["reader"].astype(np.int64)
    person, counts = found["coded_by_person"].astype(bool), found["answers"].astype(np.int64)
    tones = {tone: int(counts[found["tone"] == tone].sum()) for tone in (-1, 0, 1)}
    readers = _readers(scope.ask("readers")) if kept else {}
    last = max(readers, default=0)
    same = [number for number, reader in readers.items() if reader.detectors == readers[last].detectors]
    chances, by_model = _chances(scope.ask("theme_chances", chosen=chosen), readers, same) if kept else ({}, 0)
    given: dict[str, dict[Source, int]] = {}
    for theme, bit in scope.vocabulary.themes.items():
        has, learnt = (masks >> bit & 1).astype(bool), (models >> bit & 1).astype(bool)
        parts = (has & person, has & ~person & learnt, has & ~person & ~learnt)
        given[theme] = {source: int(counts[part].sum()) for source, part in zip(SOURCES, parts, strict=True)}
    return ReadingTally(
        texts=int(counts.sum()),
        by_person=int(counts[person].sum()),
        uncoded=int(counts[(masks == 0) & ~person].sum()),
        given=given,
        chances=chances,
        by_model=by_model,
        tones=tones,
        unread=int(counts[~np.isin(read_by, same) & found["kept"].astype(bool)].sum()) if same else 0,
        unreadable=int(counts[~np.isin(read_by, same) & ~found["kept"].astype(bool)].sum()) if same else 0,
        reader=readers.get(last),
    )


def _chances(found: Columns, readers: dict[int, Reader], same: list[int]) -> tuple[dict[str, float], int]:
    """The sums of chances of the newest detectors, however often they were called; of texts that others read, none."""
    themes = tuple(readers[max(same)].spread) if same else ()
    chances: dict[str, float] = {}
    read: dict[int, int] = {}
    for reader, place, chance, answers in zip(
        found["reader"], found["place"], found["chance"], found["answers"], strict=True
    ):
        if int(reader) in same:
            theme = themes[int(place)]
            chances[theme] = chances.get(theme, 0.0) + float(chance)
            read[int(reader)] = max(read.get(int(reader), 0), int(answers))
    return chances, sum(read.values())


def _readers(found: Columns) -> dict[int, Reader]:
    def number(name: str, row: int) -> float | None:
        value = np.ma.getdata(found[name])[row]
        return None if np.ma.getmaskarray(found[name])[row] or np.isnan(value) else float(value)

    return {
        int(reader): Reader(
            str(found["detectors"][row]),
            dict(zip(map(str, found["themes"][row]), map(float, found["spread"][row]), strict=True)),
            int(found["coded"][row]),
            number("agreement", row),
            int(found["judged"][row]),
            number("tone_accuracy", row),
            number("tone_abstained", row),
        )
        for row, reader in enumerate(found["reader"])
    }

"""Every sentence on a definition that is tried out, in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import Component, IndexVersion, Label, Programme, Question, Value
from cxlib.terms.quarter import Quarter
from cxlib.terms.revision import Grid, GridRow, Link, RevisedQuarter, Revision
from cxlib.wording.revision import (
    changes_sentence,
    effect_sentence,
    grid_head,
    grid_meaning,
    grid_row,
    grid_sentence,
    history_sentence,
    immutable_sentence,
    publish_sentence,
    quarter_head,
    quarter_row,
    quarter_sentence,
    revision_alt,
    target_shift_sentence,
    transform_words,
    weights_sentence,
)
from cxlib.wording.tongue import Tongue

NOW = Quarter(2026, 3)
EASE, CARE = Label(fi="Helppous", sv="Enkelhet", en="Ease"), Label(fi="Kuulluksi tuleminen", sv="Hörd", en="Heard")
STAGES = (("new", 0.25), ("ended", 0.75))
PROGRAMME = Programme(
    "Esimerkkipankki",
    "fi",
    (Question("ease", EASE, "ces", 1, 7), Question("care", CARE, "rating", 1, 5), Question("x", CARE, "csat", 1, 5)),
    (),
    (
        Value("new", Label(fi="Uusi", sv="Ny", en="New")),
        Value("ended", Label(fi="Päättynyt", sv="Avslutad", en="Ended")),
    ),
    (),
)
CURRENT = IndexVersion(2, Quarter(2026, 1), (Component("ease", "minmax", 1.0),), STAGES, target=64.0)
TRIED = IndexVersion(
    3, Quarter(2026, 4), (Component("ease", "minmax", 0.625), Component("care", "top_box", 0.375)), STAGES, target=64.0
)
LINK = Link(-1.7, -1.9, -1.5, 0.1, 842)
GRID_ROWS = (
    GridRow((("ease", 0.625), ("care", 0.375)), 8, 8, 0, 0.4, 1.9),
    GridRow((("ease", 0.5), ("care", 0.5)), 8, 8, 0, 0.2, 2.9),
    GridRow((("ease", 0.7), ("care", 0.15), ("x", 0.15)), 8, 8, 0, 0.2, 2.9),
)


def estimate(value: float, n: int = 842) -> Estimate:
    return Estimate(value, value - 1.1, value + 1.1, n, "index", float(n), 0.6)


def line(quarter: Quarter, **changes: object) -> RevisedQuarter:
    made = RevisedQuarter(quarter, 2, estimate(63.6), estimate(61.9), "measured", LINK)
    return replace(made, **changes)  # type: ignore[arg-type]


LINKED = line(Quarter(2026, 1), origin="linked", difference=Withheld("component_missing"))
UNKNOWN = line(Quarter(2025, 4), origin="unknown", tried=Withheld("small_group"), difference=Withheld("small_group"))
REVISION = Revision(
    NOW,
    CURRENT,
    TRIED,
    (UNKNOWN, LINKED, line(Quarter(2026, 2)), line(NOW)),
    Change(2.0, 0.3, 3.7, 0.02, "points", "real_rise"),
    Change(0.9, -0.5, 2.3, 0.2, "points", "no_real_change"),
    Quarter(2026, 2),
    Grid(GRID_ROWS),
    "",
)


def with_now(**changes: object) -> Revision:
    return replace(REVISION, quarters=(line(NOW, **changes),))


def with_grid(*rows: GridRow) -> Revision:
    return replace(REVISION, grid=Grid(rows))


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    mixed, falling = replace(GRID_ROWS[0], rising=5, falling=3), replace(GRID_ROWS[0], rising=0, falling=8)
    chance = replace(LINK, low=-2.0, high=0.4)
    assert isinstance(REVISION.grid, Grid)
    said = {
        "effect": effect_sentence(REVISION, PROGRAMME, spoken),
        "effect, chance": effect_sentence(with_now(difference=chance), PROGRAMME, spoken),
        "effect, not measured": effect_sentence(with_now(difference=Unmeasurable("no_overlap")), PROGRAMME, spoken),
        "effect, withheld": effect_sentence(with_now(tried=Withheld("small_group")), PROGRAMME, spoken),
        "effect, unpublished": effect_sentence(with_now(published=Withheld("no_answers")), PROGRAMME, spoken),
        "unchanged": effect_sentence(replace(REVISION, tried=CURRENT), PROGRAMME, spoken),
        "changes": changes_sentence(REVISION, spoken),
        "changes, withheld": changes_sentence(replace(REVISION, change=Withheld("no_previous", "points")), spoken),
        "tried change, withheld": changes_sentence(
            replace(REVISION, tried_change=Withheld("small_group", "points")), spoken
        ),
        "target": target_shift_sentence(REVISION, spoken),
        "target, level alike": target_shift_sentence(with_now(difference=chance), spoken),
        "history": history_sentence(REVISION, spoken),
        "history, whole": history_sentence(with_now(), spoken),
        "quarter": quarter_sentence(line(NOW), spoken),
        "quarter, linked": quarter_sentence(LINKED, spoken),
        "quarter, withheld": quarter_sentence(UNKNOWN, spoken),
        "head": " | ".join(quarter_head(spoken)),
        "row": " | ".join(quarter_row(LINKED, spoken)),
        "row, few": " | ".join(quarter_row(line(NOW, tried=estimate(60.0, 7)), spoken)),
        "row, withheld": " | ".join(quarter_row(UNKNOWN, spoken)),
        "grid": grid_sentence(REVISION, spoken),
        "grid, falling": grid_sentence(with_grid(falling), spoken),
        "grid, mixed": grid_sentence(with_grid(mixed), spoken),
        "grid, withheld": grid_sentence(replace(REVISION, grid=Withheld("small_group", "points")), spoken),
        "grid, not asked": grid_sentence(replace(REVISION, grid=Unmeasurable("no_overlap", "ease/minmax")), spoken),
        "grid meaning": grid_meaning(spoken),
        "grid head": " | ".join(grid_head(spoken)),
        **{
            f"grid row {at}": " | ".join(grid_row(row, REVISION.grid, PROGRAMME, spoken))
            for at, row in enumerate(GRID_ROWS)
        },
        "weights": weights_sentence(REVISION, PROGRAMME, spoken),
        "publish": publish_sentence(REVISION, spoken),
        "immutable": immutable_sentence(spoken),
        "alt": revision_alt(REVISION, spoken),
        "alt, withheld": revision_alt(with_now(tried=Withheld("small_group")), spoken),
        "scoring": "; ".join(transform_words(way, spoken) for way in ("nps_category", "minmax", "top_box")),
    }
    agrees("revision", said, spoken)

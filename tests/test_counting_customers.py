"""One customer who answers often makes no group: among drivers, for an action, in what is watched."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cxlib.drivers import index_drivers
from cxlib.effects import action_results
from cxlib.measures.root_causes import root_causes
from cxlib.store.feedback_store import FeedbackStore
from cxlib.store.snapshot import open_snapshot
from cxlib.terms.action import Action
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.feedback import Feedback
from cxlib.terms.month import Month
from cxlib.terms.obstacle import Unmeasurable
from cxlib.terms.programme import EVERYONE, Component, IndexVersion, Label
from cxlib.terms.quarter import Quarter
from cxlib.watch import watch
from tests.store.oracle import rows_of, scores_of
from tests.store.survey import FIRST, a_codebook, a_programme, made_up, write

EASE = Component("satisfaction", "minmax", 1.0)
PROGRAMME = a_programme(index_versions=(IndexVersion(1, FIRST, (EASE,), (("new", 0.5), ("established", 0.5))),))
#: Who answered, when, in which stage, channel and product, how satisfied, how long they waited, and about what.
Row = tuple[str, str, str, str, str, int, float, Sequence[str]]
OFTEN = "often"


def store_of(folder: Path, rows: Sequence[Row]) -> FeedbackStore:
    customer, day, stage, channel, product, satisfied, waited, themes = zip(*rows, strict=True)
    keys = [f"R{number}" for number in range(len(rows))]
    responses = pd.DataFrame(
        {
            "response_key": keys,
            "customer_key": pd.Series(customer, dtype="str"),
            "day": pd.to_datetime(list(day)),
            "weight": 1.0,
            "row": range(2, len(rows) + 2),
            **{
                name: pd.Series(each, dtype="str")
                for name, each in zip(("stage", "channel", "product"), (stage, channel, product), strict=True)
            },
            "satisfaction": pd.array(satisfied, dtype="Int16"),
            "waited": waited,
        }
    )
    said = pd.DataFrame(
        {
            "response_key": keys,
            "question": "why",
            "text": [f"answer {key}" for key in keys],
            "language": "en",
            "language_source": "declared",
            "keys": [["answer"]] * len(keys),
            "themes": [list(each) for each in themes],
            "redactions": 0,
        }
    )
    write(folder, Feedback("rows", responses, said), programme=PROGRAMME)
    return open_snapshot(folder, PROGRAMME)


def names(often: int, others: int) -> list[str]:
    return [OFTEN] * often + [f"C{number}" for number in range(others)]


def encounters(customers: Sequence[str], waiters: Callable[[str], bool] = lambda name: True) -> list[Row]:
    """Two stages by turns; whoever waited longer is less satisfied."""
    random = np.random.default_rng(3)
    rows: list[Row] = []
    for number, customer in enumerate(customers):
        waited = float(random.integers(1, 40))
        satisfied = int(np.clip(round(5 - waited / 12 + random.normal(0, 0.7)), 1, 5))
        stage = ("new", "established")[number % 2]
        rows.append(
            (customer, "2025-02-10", stage, "web", "loan", satisfied, waited if waiters(customer) else np.nan, ())
        )
    return rows


def test_drivers_of_one_customer_are_nobodys(tmp_path: Path) -> None:
    everybody = index_drivers(store_of(tmp_path / "many", encounters(names(0, 80))), PROGRAMME)
    assert [driver.operation for driver in everybody.drivers] == ["waited"]
    assert everybody.drivers[0].slope_high < 0
    found = index_drivers(store_of(tmp_path / "one", encounters(names(76, 4))), PROGRAMME)
    assert found.refused == Withheld("dominated", "share")
    assert (found.drivers, found.n) == ((), 0)


def test_what_was_measured_of_one_customer_is_no_driver(tmp_path: Path) -> None:
    store = store_of(tmp_path, encounters(names(40, 60), lambda name: name == OFTEN))
    assert index_drivers(store, PROGRAMME).refused == Unmeasurable("too_few")
    others = store_of(tmp_path / "others", encounters(names(40, 60), lambda name: name != OFTEN))
    assert [driver.measured for driver in index_drivers(others, PROGRAMME).drivers] == [60]


def test_drivers_are_less_sure_of_customers_who_answer_in_sixes(tmp_path: Path) -> None:
    """The same sixty answers, of sixty customers and ten times repeated by each of them."""
    once = encounters(names(0, 60))
    six = [row for row in once for _ in range(6)]
    apart = [(f"{row[0]} {number}", *row[1:]) for number, row in enumerate(six)]
    alone, clumped, spread = (
        index_drivers(store_of(tmp_path / name, rows), PROGRAMME).drivers[0]
        for name, rows in (("alone", once), ("clumped", six), ("apart", apart))
    )
    assert clumped.slope == pytest.approx(alone.slope)
    width = {one: one.slope_high - one.slope_low for one in (alone, clumped, spread)}
    assert width[clumped] == pytest.approx(width[alone], rel=0.01)
    assert width[spread] < 0.6 * width[clumped]


def units(often: str | None) -> list[Row]:
    """Six answers in every quarter of ten products; those of one product are one customer's."""
    rows: list[Row] = []
    for ordinal in range(FIRST.ordinal, FIRST.ordinal + 6):
        quarter = Quarter.from_ordinal(ordinal)
        day = f"{quarter.year}-{quarter.number * 3:02}-05"
        for product in range(10):
            for number in range(6):
                name = f"p{product}"
                customer = OFTEN if name == often else f"{name} {ordinal} {number}"
                satisfied = 1 + (number + product * ordinal) % 5
                rows.append((customer, day, ("new", "established")[number % 2], "web", name, satisfied, 1.0, ()))
    return rows


@pytest.mark.parametrize("often", ["p0", "p7"])
def test_a_unit_of_one_customer_is_no_unit(tmp_path: Path, often: str) -> None:
    action = Action("a", Label("A"), (("product", ("p0", "p1", "p2")),), ("product",), Quarter(2025, 4))
    programme = replace(PROGRAMME, index_versions=(IndexVersion(1, FIRST, (EASE,), ((EVERYONE, 1.0),)),))
    (whole,) = action_results(store_of(tmp_path / "many", units(None)), programme, [action])
    (found,) = action_results(store_of(tmp_path / "one", units(often)), programme, [action])
    assert (whole.touched, whole.controls, whole.left_out) == (3, 7, 0)
    assert (found.touched, found.controls, found.left_out) == ((2, 7, 1) if often == "p0" else (3, 6, 1))


def months(latest: Sequence[str], themes: Callable[[str, int], Sequence[str]] = lambda name, number: ()) -> list[Row]:
    """Forty customers in each of six months, and then three months of others."""
    rows: list[Row] = []
    for month in range(1, 10):
        customers = [f"{month} {number}" for number in range(40)] if month <= 6 else latest
        for number, customer in enumerate(customers):
            satisfied = 1 + (number * 7 + month) % 5
            said = themes(customer, number)
            rows.append(
                (
                    customer,
                    f"2025-{month:02}-10",
                    ("new", "established")[number % 2],
                    "web",
                    "loan",
                    satisfied,
                    1.0,
                    said,
                )
            )
    return rows


def watched(folder: Path, rows: Sequence[Row]) -> dict[tuple[str, str], str]:
    """Return what is watched of the index and its stages, and why the rest is not."""
    found = watch(store_of(folder, rows), PROGRAMME, a_codebook())
    kept = {(track.kind, track.subject): "watched" for track in found.tracks}
    return kept | {(one.kind, one.subject): one.why.reason for one in found.unwatched}


def test_a_month_of_one_customer_is_not_watched(tmp_path: Path) -> None:
    many, one = watched(tmp_path / "many", months(names(0, 40))), watched(tmp_path / "one", months(names(36, 4)))
    assert many["index", "cx_index"] == "watched"
    assert one["index", "cx_index"] == "dominated"
    assert one["stage", "new"] == one["stage", "established"] != "watched"


def test_mentions_of_one_customer_are_not_told(tmp_path: Path) -> None:
    """In the last quarter one customer, with six answers a month, is all who mention it."""

    def themes(name: str, number: int) -> Sequence[str]:
        return ["theme0"] if name == OFTEN or (" " in name and number % 5 == 0) else []

    rows = months(names(6, 60), themes)
    store = store_of(tmp_path, rows)
    found = watch(store, PROGRAMME, a_codebook())
    (track,) = (track for track in found.tracks if (track.kind, track.subject) == ("cause", "theme0"))
    assert track.now == Withheld("small_group", "share")
    assert [step.value is None for step in track.steps] == [False, False, False, True]
    tally = store.cause_tally(Quarter(2025, 3))
    assert tally.mentioners is not None
    assert dict(zip(tally.themes, tally.mentioners.tolist(), strict=True))["theme0"] == 1
    causes = root_causes(tally, PROGRAMME.index_version(FIRST), PROGRAMME.components, smallest_group=5)
    assert not isinstance(causes, Withheld)
    (cause,) = (cause for cause in causes.causes if cause.theme == "theme0")
    assert (cause.mentions, cause.share, cause.left_out) == (18, Withheld("small_group", "share"), "too_few_mentions")
    free = root_causes(
        replace(tally, mentioners=None), PROGRAMME.index_version(FIRST), PROGRAMME.components, smallest_group=5
    )
    assert not isinstance(free, Withheld)
    assert isinstance(next(cause for cause in free.causes if cause.theme == "theme0").impact, Estimate)


def test_customers_of_months_and_mentions_are_those_of_a_plain_count(tmp_path: Path) -> None:
    feedback = made_up(47, 150, customers=25)
    write(tmp_path, feedback)
    store = open_snapshot(tmp_path, a_programme())
    rows = rows_of(feedback)
    rows["who"] = rows["customer_key"].where(rows["customer_key"].notna(), rows["response_key"] + " alone")
    rows["month"] = [Month(day.year, day.month) for day in rows["day"]]
    answered = rows[~np.isnan(scores_of(rows)).all(axis=1)]
    for (month, stage), n in store.month_customers().items():
        here = answered[(answered["month"] == month) & ((answered["stage"] == stage) if stage else True)]
        assert n == behind(here)
    themes = feedback.verbatims.groupby("response_key")["themes"].agg(
        lambda each: {one for said in each for one in said}
    )
    rows["themes"] = rows["response_key"].map(themes)
    wrote = rows[rows["themes"].notna()]
    for theme, periods in store.mention_customers().items():
        for period, n in periods.items():
            here = wrote[wrote["month" if isinstance(period, Month) else "quarter"] == period]
            here = here if theme is None else here[[theme in said for said in here["themes"]]]
            assert n == behind(here, weighed=theme is None)
    for where in ((), (("channel", ("web",)),)):
        tally = store.cause_tally(Quarter(2025, 2), where)
        here = wrote[(wrote["quarter"] == Quarter(2025, 2)) & ((wrote["channel"] == "web") if where else True)]
        counted = [behind(here[[theme in said for said in here["themes"]]], weighed=False) for theme in tally.themes]
        assert tally.mentioners is not None
        assert tally.mentioners.tolist() == counted


def behind(rows: pd.DataFrame, *, weighed: bool = True) -> int:
    shares = [np.array(list(Counter(rows["who"]).values()), dtype=float)]
    if weighed:
        shares.append(rows.groupby("who")["weight"].sum().to_numpy())
    return int(min((each.sum() ** 2 / (each**2).sum() for each in shares if len(each)), default=0) + 1e-6)

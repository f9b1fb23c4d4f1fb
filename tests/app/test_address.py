"""The address is the one truth: what is written down reads back the same, and what does not exist is told."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from cxlib.app.address import LONGEST_SEARCH, Address, Offer, name_of, read, written
from cxlib.terms.quarter import Quarter

QUARTERS = tuple(Quarter.from_ordinal(Quarter(2024, 1).ordinal + step) for step in range(8))
OFFER = Offer(
    quarters=QUARTERS,
    values={"stage": ("new", "established", "ended"), "theme": ("a", "b"), "channel": ("web", "phone")},
    themes=("slow", "letter"),
    scores=("0-6", "7-8", "9-10"),
    languages=("fi", "sv", "en"),
)


def some(values: tuple[str, ...]) -> st.SearchStrategy[tuple[str, ...]]:
    return st.sets(st.sampled_from(values)).map(lambda chosen: tuple(value for value in values if value in chosen))


@st.composite
def addresses(draw: st.DrawFn) -> Address:
    every = draw(st.booleans())
    chosen = {dimension: draw(some(values)) for dimension, values in OFFER.values.items()}
    return Address(
        language=draw(st.sampled_from(OFFER.tongues)),
        quarter=None if every else draw(st.none() | st.sampled_from(QUARTERS)),
        every_quarter=every,
        where=tuple((dimension, values) for dimension, values in chosen.items() if values),
        words=draw(st.text(max_size=LONGEST_SEARCH)),
        themes=draw(some(OFFER.themes)),
        scores=draw(some(OFFER.scores)),
        languages=draw(some(OFFER.languages)),
        reading=draw(st.booleans()),
        position=draw(st.integers(1, 10**6)),
    )


@given(addresses())
def test_what_is_written_reads_back_the_same(address: Address) -> None:
    assert read(written(address), OFFER) == address


@given(
    st.dictionaries(st.sampled_from(["quarter", "lang", "stage", "theme", "score", "i", "mode"]), st.lists(st.text()))
)
def test_no_address_is_refused(parameters: dict[str, list[str]]) -> None:
    address = read(parameters, OFFER)
    assert address.quarter is None or address.quarter in QUARTERS
    assert all(value in OFFER.values[dimension] for dimension, values in address.where for value in values)
    assert address.position >= 1


def test_what_does_not_exist_is_left_out_and_told() -> None:
    asked = {"quarter": ["2099Q9"], "stage": ["new", "nobody"], "lang": ["xx"], "theme": ["?"], "score": ["11"]}
    address = read(asked, OFFER)
    assert address.where == (("stage", ("new",)),)
    assert (address.quarter, address.language, address.themes, address.scores) == (None, "fi", (), ())
    assert set(address.unknown) == {"2099Q9", "nobody", "xx", "?", "11"}


def test_a_quarter_outside_the_measured_ones_is_told() -> None:
    assert read({"quarter": ["1999Q1"]}, OFFER).unknown == ("1999Q1",)


def test_a_dimension_may_have_the_name_of_a_choice() -> None:
    address = read({"theme": ["slow"], name_of("theme"): ["b"]}, OFFER)
    assert address.themes == ("slow",)
    assert address.values("theme") == ("b",)


def test_the_front_page_has_a_bare_address() -> None:
    assert written(Address()) == {}

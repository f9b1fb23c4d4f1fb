"""What a reader has chosen, as it stands in the address: a link shows its receiver exactly what its sender saw."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from cxlib.errors import SelectionError
from cxlib.terms.quarter import Quarter
from cxlib.terms.selection import Selection, Where

#: The name under which the address has the number of an answer in which redaction missed a name.
REPORTED = "peita"
#: The names under which it has the number of an answer that others are to be like, and the wish for typical ones.
LIKE, TYPICAL = "kuin", "tyypilliset"
#: The name under which it says that posts on social media are read, and what it says then.
WHERE_FROM, SOCIAL = "lahde", "some"

#: Names of the address that are not dimensions; a dimension of the same name gets a `d_` before it.
OWN_NAMES = frozenset(
    {
        "lang",
        "quarter",
        "haku",
        "laaja",
        "theme",
        "score",
        "kieli",
        "mode",
        "i",
        "jako",
        "kenet",
        "ryhmittely",
        "mittari",
        REPORTED,
        LIKE,
        TYPICAL,
        WHERE_FROM,
    }
)

#: Those of one page, which do not go along to the next.
PAGE_OWN = frozenset({"haku", "laaja", "theme", "score", "kieli", "mode", "i", REPORTED, LIKE, TYPICAL, WHERE_FROM})

EVERY_QUARTER = "all"
READING = "read"
LONGEST_SEARCH = 200
#: Says yes: words are looked for anywhere in a word, typical answers are wanted.
WIDE = "1"

Parameters = Mapping[str, Sequence[str]]


@dataclass(frozen=True)
class Offer:
    """What there is to choose from: quarters from the oldest on, values by dimension, groups of scores by name."""

    quarters: tuple[Quarter, ...] = ()
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    tongues: tuple[str, ...] = ("fi", "sv", "en")


@dataclass(frozen=True)
class Address:
    """Everything chosen. `quarter` None is the latest; `unknown` holds what was asked for and does not exist."""

    language: str = "fi"
    quarter: Quarter | None = None
    every_quarter: bool = False
    where: Where = ()
    words: str = ""
    wide: bool = False
    like: int | None = None
    typical: bool = False
    themes: tuple[str, ...] = ()
    scores: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    reading: bool = False
    position: int = 1
    social: bool = False
    unknown: tuple[str, ...] = ()

    @property
    def selection(self) -> Selection:
        return Selection(self.quarter, self.where)

    def values(self, dimension: str) -> tuple[str, ...]:
        return dict(self.where).get(dimension, ())


def name_of(dimension: str) -> str:
    """Return the name under which a dimension stands in the address.

    >>> name_of("stage"), name_of("theme")
    ('stage', 'd_theme')
    """
    return f"d_{dimension}" if dimension in OWN_NAMES else dimension


def read(parameters: Parameters, offer: Offer) -> Address:
    """Read an address; whatever does not exist is left out and told in `unknown`.

    >>> offer = Offer((Quarter(2026, 2), Quarter(2026, 3)), {"stage": ("new", "ended")})
    >>> read({"quarter": ["2026Q2"], "stage": ["new", "nobody"]}, offer).where
    (('stage', ('new',)),)
    """
    unknown: list[str] = []
    quarter, every_quarter = _quarter(parameters, offer, unknown)
    where = tuple(
        (dimension, values)
        for dimension, known in offer.values.items()
        if (values := _known(parameters, name_of(dimension), known, unknown))
    )
    position = (parameters.get("i") or ["1"])[-1]
    return Address(
        language=(_known(parameters, "lang", offer.tongues, unknown) or ("fi",))[-1],
        quarter=quarter,
        every_quarter=every_quarter,
        where=where,
        words=(parameters.get("haku") or [""])[-1][:LONGEST_SEARCH],
        like=_number(parameters, LIKE),
        typical=(parameters.get(TYPICAL) or [""])[-1] == WIDE,
        wide=(parameters.get("laaja") or [""])[-1] == WIDE,
        themes=_known(parameters, "theme", offer.themes, unknown),
        scores=_known(parameters, "score", offer.scores, unknown),
        languages=_known(parameters, "kieli", offer.languages, unknown),
        reading=(parameters.get("mode") or [""])[-1] == READING,
        social=(parameters.get(WHERE_FROM) or [""])[-1] == SOCIAL,
        position=max(1, int(position)) if position.isascii() and position.isdigit() and len(position) < 10 else 1,
        unknown=tuple(unknown),
    )


def _quarter(parameters: Parameters, offer: Offer, unknown: list[str]) -> tuple[Quarter | None, bool]:
    asked = (parameters.get("quarter") or [""])[-1]
    if asked in {"", EVERY_QUARTER}:
        return None, asked == EVERY_QUARTER
    try:
        quarter = Quarter.parse(asked)
    except SelectionError:
        unknown.append(asked)
        return None, False
    if quarter not in offer.quarters:
        unknown.append(asked)
        return None, False
    return quarter, False


def _number(parameters: Parameters, name: str) -> int | None:
    asked = (parameters.get(name) or [""])[-1]
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 10 else None


def _known(parameters: Parameters, name: str, known: Sequence[str], unknown: list[str]) -> tuple[str, ...]:
    """Return the values asked for that exist, in the order in which they are offered and once each."""
    asked = parameters.get(name) or ()
    unknown += [value for value in asked if value not in known]
    return tuple(value for value in known if value in asked)


def written(address: Address) -> dict[str, list[str]]:
    """Write an address down as parameters; what is as it would be anyway is left out.

    >>> written(Address(quarter=Quarter(2026, 3), where=(("stage", ("new",)),)))
    {'quarter': ['2026Q3'], 'stage': ['new']}
    """
    every = [EVERY_QUARTER] if address.every_quarter else []
    parameters = {
        "lang": [address.language] if address.language != "fi" else [],
        "quarter": every or ([str(address.quarter)] if address.quarter else []),
        **{name_of(dimension): list(values) for dimension, values in address.where},
        "haku": [address.words] if address.words else [],
        "laaja": [WIDE] if address.wide else [],
        LIKE: [str(address.like)] if address.like is not None else [],
        TYPICAL: [WIDE] if address.typical else [],
        "theme": list(address.themes),
        "score": list(address.scores),
        "kieli": list(address.languages),
        "mode": [READING] if address.reading else [],
        WHERE_FROM: [SOCIAL] if address.social else [],
        "i": [str(address.position)] if address.position > 1 else [],
    }
    return {name: values for name, values in parameters.items() if values}

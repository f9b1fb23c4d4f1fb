"""What reading the answers anew did, in sentences: codes taken, answers read, and shares that moved."""

from __future__ import annotations

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.reading import Reader, ShareChange
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue

#: From so many coded answers on a model is learnt, when some theme has so many of them.
MODEL_FROM, THEME_FROM = 100, 20


def reread_sentences(*, codes: int, gone: int, texts: int, of: int, reader: Reader, tongue: Tongue) -> list[str]:
    """Return how many codes were taken, how many answers were read anew, and what the model knows now."""
    said = []
    if codes:
        said.append(
            tongue.ngettext("Otettiin käyttöön {n} koodi.", "Otettiin käyttöön {n} koodia.", codes).format(
                n=tongue.count(codes)
            )
        )
    if gone:
        said.append(
            tongue.ngettext(
                "{n} koodi jätettiin pois: sen vastausta tai teemaa ei enää ole.",
                "{n} koodia jätettiin pois: niiden vastauksia tai teemoja ei enää ole.",
                gone,
            ).format(n=tongue.count(gone))
        )
    if texts:
        said.append(
            tongue._("Luettiin uudelleen {texts} vastausta {of} vastauksesta.").format(
                texts=tongue.count(texts), of=tongue.count(of)
            )
        )
    else:
        said.append(tongue._("Kaikki vastaukset oli jo luettu näin: mikään ei muuttunut."))
    return [*said, taught_sentence(reader, tongue)]


def taught_sentence(reader: Reader, tongue: Tongue) -> str:
    """Return how many themes the model knows, and what taught it; without a model, what it would take."""
    if not reader.spread:
        return tongue._(
            "Mallia ei vielä ole: se opetetaan, kun koodattuja vastauksia on vähintään {answers} ja jollakin teemalla "
            "niistä {theme}."
        ).format(answers=MODEL_FROM, theme=THEME_FROM)
    return tongue.ngettext(
        "Malli tuntee {n} teeman, ja sen opetti {coded} koodattua vastausta.",
        "Malli tuntee {n} teemaa, ja sen opetti {coded} koodattua vastausta.",
        len(reader.spread),
    ).format(n=len(reader.spread), coded=tongue.count(reader.coded))


def changed_sentence(change: ShareChange, tongue: Tongue) -> str:
    """Return a theme's share before and after: "Jonotus: ennen 8 % (7–9 %), nyt 12 % (11–13 %)"."""
    before, after = (_told(value, tongue) for value in (change.before, change.after))
    return tongue._("{theme}: ennen {before}, nyt {after}").format(
        theme=change.label.text(tongue.language), before=before, after=after
    )


def _told(value: Estimate | Withheld, tongue: Tongue) -> str:
    if isinstance(value, Estimate):
        interval = tongue.percent_interval(value.low, value.high, decimals=1)
        return f"{tongue.percent(value.value, decimals=1)} ({interval})"
    return refusal(value, tongue)

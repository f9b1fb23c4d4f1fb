"""A definition that is tried out, in words: what it does to the number, to its change, to history and to the target."""

from __future__ import annotations

from collections.abc import Sequence

from cxlib.terms.estimate import Change, Estimate, Withheld
from cxlib.terms.obstacle import Obstacle, Unmeasurable
from cxlib.terms.programme import Component, Programme, Transform
from cxlib.terms.revision import Grid, GridRow, Link, Origin, RevisedQuarter, Revision
from cxlib.wording.explanation import estimate_interval, estimate_value
from cxlib.wording.refusals import refusal, refusal_words
from cxlib.wording.tongue import Tongue, marked
from cxlib.wording.verdicts import change_interval, verdict_words

_TRANSFORMS: dict[Transform, str] = {
    "nps_category": marked("suosittelijat 100, neutraalit 50, arvostelijat 0"),
    "minmax": marked("asteikko tasavälein 0–100"),
    "top_box": marked("parhaat vastaukset 100, muut 0"),
}
_ORIGINS: dict[Origin, str] = {
    "measured": marked("laskettu vastauksista"),
    "linked": marked("ketjutettu, arvio"),
    "unknown": marked("ei laskettavissa"),
}
_OBSTACLES: dict[Obstacle, str] = {
    "no_overlap": marked("Kaikkia kysymyksiä ei kysytty molemmilla neljänneksillä."),
}


def transform_words(transform: Transform, tongue: Tongue) -> str:
    """Return how answers become 0–100, in a few words."""
    return tongue._(_TRANSFORMS[transform])


def effect_sentence(revision: Revision, programme: Programme, tongue: Tongue) -> str:
    """Return what the definition would do to the quarter's index, with its interval, or why that is not known."""
    now, index = revision.now, programme.index_label.text(tongue.language)
    if not revision.is_changed:
        return tongue._("Painot ovat samat kuin nyt. Muuta niitä, niin näet vaikutuksen.")
    for value in (now.tried, now.published):
        if isinstance(value, Withheld):
            return refusal(value, tongue)
    said = tongue._("{index} olisi {quarter} uudella määritelmällä {tried}; nyt se on {published}.").format(
        index=index,
        quarter=tongue.quarter(now.quarter),
        tried=estimate_value(now.tried, tongue),
        published=estimate_value(now.published, tongue),
    )
    return f"{said} {difference_sentence(now, tongue)}"


def difference_sentence(line: RevisedQuarter, tongue: Tongue) -> str:
    """Return how far the two definitions are apart on the same answers, and whether they truly are."""
    link = line.difference
    if isinstance(link, Withheld):
        return refusal(link, tongue)
    if isinstance(link, Unmeasurable):
        return tongue._(_OBSTACLES.get(link.reason, _OBSTACLES["no_overlap"]))
    interval = tongue.signed_interval(link.low, link.high)
    if not link.is_sure:
        sentence = tongue._("Samoista vastauksista laskettu ero ({interval}) mahtuu sattuman rajoihin.")
        return sentence.format(interval=interval)
    sentence = tongue._("Samoista vastauksista laskettu ero on {points} pistettä (todennäköisesti {interval}).")
    return sentence.format(points=tongue.signed(link.value), interval=interval)


def changes_sentence(revision: Revision, tongue: Tongue) -> str:
    """Return the change from the previous quarter by both definitions."""
    now, tried = revision.change, revision.tried_change
    if isinstance(tried, Withheld):
        return refusal(tried, tongue)
    if isinstance(now, Withheld):
        return refusal(now, tongue)
    sentence = tongue._("Muutos edellisestä neljänneksestä: nyt {now}, uudella määritelmällä {tried}.")
    return sentence.format(now=_change(now, tongue), tried=_change(tried, tongue))


def target_shift_sentence(revision: Revision, tongue: Tongue) -> str:
    """Return where the present target lies on the new level; nothing where there is none or the levels are alike."""
    target, link = revision.current.target, revision.now.difference
    if target is None or not isinstance(link, Link) or not link.is_sure:
        return ""
    sentence = tongue._(
        "Taso muuttuu: nykyinen tavoite {target} vastaa uudella määritelmällä lukua {moved}. "
        "Tavoite on syytä päättää uudelleen."
    )
    return sentence.format(
        target=tongue.number(target, 0 if float(target).is_integer() else 1), moved=tongue.number(target + link.value)
    )


def history_sentence(revision: Revision, tongue: Tongue) -> str:
    """Return how the history was had: from the raw answers, linked over a quarter, or in part not at all."""
    measured, linked, unknown = (
        [each for each in revision.quarters if each.origin == origin] for origin in ("measured", "linked", "unknown")
    )
    if not linked and not unknown:
        return tongue._("Koko historia on laskettu uudelleen vastauksista.")
    parts = []
    if measured:
        sentence = tongue._("Neljänneksestä {quarter} alkaen historia on laskettu uudelleen vastauksista.")
        parts.append(sentence.format(quarter=tongue.quarter(measured[0].quarter)))
    if linked and revision.overlap is not None:
        sentence = tongue._(
            "Sitä ennen kaikkia kysymyksiä ei kysytty: vanha indeksi on siirretty uudelle tasolle neljänneksen "
            "{quarter} erolla, ja eron epävarmuus on mukana väleissä."
        )
        parts.append(sentence.format(quarter=tongue.quarter(revision.overlap)))
    if unknown:
        n = len(unknown)
        sentence = tongue.ngettext(
            "{n} neljännekselle lukua ei voi laskea.", "{n} neljännekselle lukua ei voi laskea.", n
        )
        parts.append(sentence.format(n=tongue.count(n)))
    return " ".join(parts)


def quarter_row(line: RevisedQuarter, tongue: Tongue) -> tuple[str, ...]:
    """Return one quarter as a row: what was published and what it would have been, with n, and where it is from."""
    known = next((each for each in (line.published, line.tried) if isinstance(each, Estimate)), None)
    return (
        tongue.quarter(line.quarter),
        _with_interval(line.published, tongue),
        _with_interval(line.tried, tongue),
        "" if known is None else tongue.count(known.n),
        _origin(line, tongue),
    )


def quarter_head(tongue: Tongue) -> tuple[str, ...]:
    """Return the names of the columns of `quarter_row`."""
    return (
        tongue._("Neljännes"),
        tongue._("Julkaistu"),
        tongue._("Uusi määritelmä"),
        tongue._("Vastauksia"),
        tongue._("Lähde"),
    )


def quarter_sentence(line: RevisedQuarter, tongue: Tongue) -> str:
    """Return what one quarter would have been: "Q1/2026 olisi ollut 62,4 (väli 61,2–63,5); julkaistu 62,4."."""
    if isinstance(line.tried, Withheld):
        return f"{tongue.quarter(line.quarter)}: {refusal(line.tried, tongue)}"
    sentence = tongue._("{quarter} olisi ollut {tried} (todennäköisesti {interval}), {origin}; julkaistu {published}.")
    return sentence.format(
        quarter=tongue.quarter(line.quarter),
        tried=estimate_value(line.tried, tongue),
        interval=estimate_interval(line.tried, tongue),
        origin=_origin(line, tongue),
        published=_cell(line.published, tongue),
    )


def grid_sentence(revision: Revision, tongue: Tongue) -> str:
    """Return whether the direction of the latest change holds in every reasonable definition, and how sizes differ."""
    grid = revision.grid
    if isinstance(grid, Withheld):
        return refusal(grid, tongue)
    if isinstance(grid, Unmeasurable):
        return tongue._(_OBSTACLES.get(grid.reason, _OBSTACLES["no_overlap"]))
    spread = {"n": tongue.count(grid.scenarios), "interval": tongue.signed_interval(grid.smallest, grid.largest)}
    if grid.rising == grid.scenarios:
        sentence = tongue._("Suunta on ylöspäin kaikilla {n} kokeillulla määritelmällä: muutos on {interval} pistettä.")
        return sentence.format(**spread)
    if grid.falling == grid.scenarios:
        sentence = tongue._("Suunta on alaspäin kaikilla {n} kokeillulla määritelmällä: muutos on {interval} pistettä.")
        return sentence.format(**spread)
    return tongue._(
        "Suunta riippuu määritelmästä: {n} kokeillusta määritelmästä {rising} näyttää nousua ja {falling} laskua "
        "({interval} pistettä)."
    ).format(rising=tongue.count(grid.rising), falling=tongue.count(grid.falling), **spread)


def grid_meaning(tongue: Tongue) -> str:
    """Return what was varied in the grid, and what its spread is not."""
    return tongue._(
        "Kokeiltu on eri painoja, vastausten muuntamista luvuiksi kahdella tavalla, vaiheiden painoja ja kahta "
        "keskiarvoa. Vaihtelu kertoo määritelmän valinnasta, ei sattumasta."
    )


def grid_head(tongue: Tongue) -> tuple[str, ...]:
    """Return the names of the columns of `grid_row`."""
    return (
        tongue._("Painot"),
        tongue._("Määritelmiä"),
        tongue._("Nousee"),
        tongue._("Laskee"),
        tongue._("Muutos"),
    )


def grid_row(row: GridRow, grid: Grid, programme: Programme, tongue: Tongue) -> tuple[str, ...]:
    """Return the scenarios of one set of weights as a row; the first set is the one tried."""
    words = _weights_words(row.weights, programme, tongue)
    return (
        tongue._("Tämä: {weights}").format(weights=words) if row is grid.rows[0] else words,
        tongue.count(row.scenarios),
        tongue.count(row.rising),
        tongue.count(row.falling),
        tongue.signed_interval(row.smallest, row.largest),
    )


def weights_sentence(revision: Revision, programme: Programme, tongue: Tongue) -> str:
    """Return the weights tried, as they would be published."""
    parts = [component_weight(component, programme, tongue) for component in revision.tried.components]
    said = tongue._("Kysymysten painot: {weights}.").format(weights=tongue.listing(parts))
    if len(revision.tried.stage_weights) < 2:
        return said
    labels = {stage.id: stage.label.text(tongue.language) for stage in programme.stages}
    stages = [
        f"{labels.get(stage, stage)} {_percent(weight, tongue)}" for stage, weight in revision.tried.stage_weights
    ]
    staged = tongue._("Vaiheiden painot: {weights}.").format(weights=tongue.listing(stages))
    return f"{said} {staged}"


def component_weight(component: Component, programme: Programme, tongue: Tongue) -> str:
    """Return "Asioinnin helppous 25 %"."""
    return f"{_question(component.question, programme, tongue)} {_percent(component.weight, tongue)}"


def publish_sentence(revision: Revision, tongue: Tongue) -> str:
    """Return how the definition is published, which this page does not do."""
    sentence = tongue._(
        "Tämä sivu ei julkaise mitään. Kun määritelmä on päätetty, lisää tämä tiedoston programme.toml loppuun. "
        "Siitä tulee versio {version}, voimassa neljänneksestä {quarter} alkaen."
    )
    return sentence.format(version=revision.tried.version, quarter=tongue.quarter(revision.tried.valid_from))


def immutable_sentence(tongue: Tongue) -> str:
    """Return that a published version is not changed any more."""
    return tongue._("Julkaistu versio ei enää muutu: uusi määritelmä on aina uusi versio, ja taitekohta näkyy kuvissa.")


def revision_alt(revision: Revision, tongue: Tongue) -> str:
    """Return the takeaway of the picture of both series."""
    now = revision.now
    if isinstance(now.tried, Withheld) or isinstance(now.published, Withheld):
        return history_sentence(revision, tongue)
    sentence = tongue._("Indeksi kahdella määritelmällä. {quarter}: julkaistu {published}, uusi {tried}.")
    return sentence.format(
        quarter=tongue.quarter(now.quarter),
        published=estimate_value(now.published, tongue),
        tried=estimate_value(now.tried, tongue),
    )


def _weights_words(weights: Sequence[tuple[str, float]], programme: Programme, tongue: Tongue) -> str:
    """Return a set of weights: all alike, one against all others alike, or one by one."""
    kinds = sorted({round(weight, 6) for _, weight in weights})
    if len(kinds) == 1 and len(weights) > 1:
        return tongue._("kaikki yhtä paljon")
    leading = [question for question, weight in weights if round(weight, 6) == kinds[-1]]
    if len(kinds) == 2 and len(leading) == 1 and len(weights) > 2:
        return tongue._("{question} {weight}, muut {others} kukin").format(
            question=_question(leading[0], programme, tongue),
            weight=_percent(kinds[1], tongue),
            others=_percent(kinds[0], tongue),
        )
    named = [f"{_question(question, programme, tongue)} {_percent(weight, tongue)}" for question, weight in weights]
    return ", ".join(named)


def _change(change: Change, tongue: Tongue) -> str:
    interval = change_interval(change, tongue)
    return f"{tongue.signed(change.value)} ({', '.join(filter(None, (verdict_words(change, tongue), interval)))})"


def _with_interval(value: Estimate | Withheld, tongue: Tongue) -> str:
    if isinstance(value, Withheld) or value.base == "interval_only":
        return _cell(value, tongue)
    return f"{_cell(value, tongue)} ({estimate_interval(value, tongue)})"


def _cell(value: Estimate | Withheld, tongue: Tongue) -> str:
    return refusal_words(value, tongue) if isinstance(value, Withheld) else estimate_value(value, tongue)


def _origin(line: RevisedQuarter, tongue: Tongue) -> str:
    return tongue._(_ORIGINS[line.origin])


def _question(question_id: str, programme: Programme, tongue: Tongue) -> str:
    question = programme.question(question_id)
    return question_id if question is None else question.label.text(tongue.language)


def _percent(weight: float, tongue: Tongue) -> str:
    """Write a weight in per cent, with a decimal where it has one."""
    return tongue.percent(weight, 0 if abs(weight * 100 - round(weight * 100)) < 1e-6 else 1)

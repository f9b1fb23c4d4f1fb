"""Who did not answer, in words: which groups, how much they differ, and what that does and could do to the numbers."""

from __future__ import annotations

from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Obstacle, Unmeasurable
from cxlib.terms.programme import Label
from cxlib.terms.silence import CellRate, Comparison, Margin, RateGap, RateGroup, Silence, TippingPoint, Weighting
from cxlib.wording.explanation import answers, estimate_words
from cxlib.wording.refusals import refusal
from cxlib.wording.tongue import Tongue, marked

_OBSTACLES: dict[Obstacle, str] = {
    "empty_margin": marked(
        "Ryhmästä {what} ei ole sekä kutsuttuja että vastanneita, joten sitä ei voi käyttää painotuksessa."
    ),
    "no_convergence": marked("Painoja ei voi laskea: ryhmittelyjen osuudet ovat keskenään ristiriidassa."),
    "constant": marked("Kutsutuista tiedetään vain yksi ryhmä, joten vastanneita ei voi verrata kutsuttuihin."),
    "collinear": marked("Muut ryhmittelyt kertovat jo saman."),
}
_OTHER_OBSTACLE = marked("Kutsuttuja ja vastanneita ei voi verrata: tietoja on liian vähän.")


def silence_sentence(silence: Silence, tongue: Tongue) -> str:
    """Return which group answered least often, where one clearly did; or why it cannot be told."""
    rate = silence.response.rate
    if isinstance(rate, Withheld):
        return refusal(rate, tongue)
    least = least_heard(silence)
    said = {"n": tongue.count(rate.n), "rate": rate_words(rate, tongue)}
    if least is None:
        sentence = tongue._("{n} tavoitetusta vastasi {rate}. Mikään ryhmä ei vastannut selvästi muita harvemmin.")
        return sentence.format(**said)
    margin, group = least
    sentence = tongue._(
        "{n} tavoitetusta vastasi {rate}. Selvästi muita harvemmin vastasi {group} ({dimension}): {least}."
    )
    return sentence.format(
        group=group.label.text(tongue.language),
        dimension=margin.label.text(tongue.language),
        least=rate_words(group.rate, tongue),
        **said,
    )


def rate_words(rate: Estimate | Withheld, tongue: Tongue) -> str:
    """Return a response rate with its interval: "19,2 % (18,4–20,0 %)", or why it is not shown."""
    if isinstance(rate, Withheld):
        return refusal(rate, tongue)
    interval = tongue.percent_interval(rate.low, rate.high, 1)
    if rate.base == "interval_only":
        return interval
    return tongue._("{rate} ({interval})").format(rate=tongue.percent(rate.value, 1), interval=interval)


def least_heard(silence: Silence) -> tuple[Margin, RateGroup] | None:
    """Return the group whose rate is lowest of those that answered less often than all others, chance set apart."""
    below = [
        (group.rate.value, margin, group)
        for margin in silence.margins
        for group in margin.groups
        if isinstance(group.rate, Estimate) and is_seldom(group.gap)
    ]
    if not below:
        return None
    _, margin, group = min(below, key=lambda each: each[0])
    return margin, group


def is_seldom(gap: RateGap | None) -> bool:
    """Tell whether a group answered less often than all others, as far as all that is shown can tell it from chance."""
    return gap is not None and gap.is_sure and gap.value < 0


def crossed_sentence(silence: Silence, tongue: Tongue) -> str:
    """Return which combination of two dimensions answered least often, where one clearly did; nothing without two."""
    crossed = silence.crossed
    if crossed is None:
        return ""
    if isinstance(crossed, Unmeasurable):
        return tongue._("Kaikista kutsutuista ei tiedetä ryhmää, joten yhdistelmien vastausosuutta ei voi laskea.")
    first, second = (label.text(tongue.language) for label in crossed.labels)
    below = [cell for cell in crossed.cells if isinstance(cell.rate, Estimate) and is_seldom(cell.gap)]
    if not below:
        sentence = tongue._("{first} ja {second} yhdessä: mikään yhdistelmä ei vastannut selvästi muita harvemmin.")
        return sentence.format(first=first, second=second)
    least = min(below, key=lambda cell: cell.rate.value if isinstance(cell.rate, Estimate) else 1.0)
    sentence = tongue._("{first} ja {second} yhdessä: selvästi muita harvemmin vastasi {group}, {rate}.")
    return sentence.format(
        first=first, second=second, group=cell_name(least, tongue), rate=rate_words(least.rate, tongue)
    )


def cell_name(cell: CellRate, tongue: Tongue) -> str:
    """Return both groups of a combination: "Uusi asiakas / Laina"."""
    return " / ".join(label.text(tongue.language) for label in cell.labels)


def cell_row(cell: CellRate, tongue: Tongue) -> tuple[str, ...]:
    """Return a combination's row: name, rate with interval, and how many were asked."""
    n = "" if isinstance(cell.rate, Withheld) else tongue.count(cell.rate.n)
    return cell_name(cell, tongue), rate_words(cell.rate, tongue), n


def indicator_sentence(silence: Silence, tongue: Tongue) -> str:
    """Return how evenly the groups answer, or why that cannot be told."""
    value = silence.indicator
    if isinstance(value, Withheld):
        return refusal(value, tongue)
    if isinstance(value, Unmeasurable):
        return obstacle_sentence(value, tongue)
    if silence.indicator_interval is None:
        sentence = tongue._("Edustavuus on {value}. Arvo 1 tarkoittaisi, että kaikki ryhmät vastasivat yhtä usein.")
        return sentence.format(value=tongue.number(value, 2))
    sentence = tongue._(
        "Edustavuus on {value} (todennäköisesti {interval}). Arvo 1 tarkoittaisi, että kaikki ryhmät vastasivat yhtä "
        "usein."
    )
    return sentence.format(value=tongue.number(value, 2), interval=tongue.interval(*silence.indicator_interval, 2))


def weighting_sentence(silence: Silence, tongue: Tongue) -> str:
    """Return what the weights cost, and how far they reach; or why there are none."""
    weighting = silence.weighting
    if isinstance(weighting, Withheld):
        return refusal(weighting, tongue)
    if isinstance(weighting, Unmeasurable):
        return obstacle_sentence(weighting, tongue)
    sentence = tongue._(
        "Painotus saa vastanneiden joukon muistuttamaan kutsuttuja. {n} painotetun vastauksen tarkkuus on sama kuin "
        "{effective} painottamattoman; painot ovat {lowest}–{highest}."
    )
    return " ".join(
        filter(
            None,
            (
                sentence.format(
                    n=tongue.count(weighting.n),
                    effective=tongue.count(round(weighting.effective)),
                    lowest=tongue.number(weighting.lowest, 2),
                    highest=tongue.number(weighting.highest, 2),
                ),
                _capped(weighting, tongue),
            ),
        )
    )


def _capped(weighting: Weighting, tongue: Tongue) -> str:
    if not weighting.capped:
        return ""
    return tongue.ngettext(
        "Painoa rajoitettiin {n} vastauksessa.", "Painoa rajoitettiin {n} vastauksessa.", weighting.capped
    ).format(n=tongue.count(weighting.capped))


def comparison_sentence(comparison: Comparison, name: Label, tongue: Tongue) -> str:
    """Return a number as it is shown, and as it would be if those who answered were like those invited."""
    sentence = tongue._("{name} on {plain}, {answers}. Painotettuna se on {weighted}, ero {difference}.")
    return sentence.format(
        name=measure_name(comparison, name, tongue),
        plain=estimate_words(comparison.plain, tongue),
        answers=answers(comparison.plain.n, tongue),
        weighted=estimate_words(comparison.weighted, tongue),
        difference=tongue.signed(comparison.difference),
    )


def measure_name(comparison: Comparison, name: Label, tongue: Tongue) -> str:
    """Return the name of the number compared: the programme's name of its index, or NPS."""
    return "NPS" if comparison.measure == "nps" else name.text(tongue.language)


def bias_sentence(comparison: Comparison, name: Label, tongue: Tongue) -> str:
    """Return the most that non-response can have moved the number; nothing where that cannot be told."""
    if comparison.most_biased is None:
        return ""
    sentence = tongue._(
        "{name}: vastaamattomuus on voinut siirtää lukua enintään {points} pistettä, sikäli kuin "
        "ryhmittelyistä voi päätellä."
    )
    return sentence.format(name=measure_name(comparison, name, tongue), points=tongue.number(comparison.most_biased))


def margin_sentence(margin: Margin, tongue: Tongue) -> str:
    """Return why a dimension is not weighted by, or adds nothing; an empty text where it does."""
    name = margin.label.text(tongue.language)
    if margin.refused is not None:
        told = obstacle_sentence(margin.refused, tongue)
    elif margin.overlapping:
        told = obstacle_sentence(Unmeasurable("collinear"), tongue)
    else:
        return ""
    return tongue._("{dimension}: {sentence}").format(dimension=name, sentence=told)


def obstacle_sentence(obstacle: Unmeasurable, tongue: Tongue) -> str:
    """Return why an analysis of the silent cannot be made."""
    return tongue._(_OBSTACLES.get(obstacle.reason, _OTHER_OBSTACLE)).format(what=obstacle.what)


def tipping_sentence(silence: Silence, tongue: Tongue) -> str:
    """Return how far the silent would have to be from respondents for the change to vanish."""
    tipping = silence.tipping
    if isinstance(tipping, Withheld):
        return refusal(tipping, tongue)
    if isinstance(tipping, Unmeasurable):
        return obstacle_sentence(tipping, tongue)
    if tipping.difference < 0:
        sentence = tongue._(
            "Muutos {change} ({interval}) häviäisi, jos vastaamatta jättäneiden indeksi olisi {points} pistettä "
            "matalampi kuin "
            "vastanneiden."
        )
    else:
        sentence = tongue._(
            "Muutos {change} ({interval}) häviäisi, jos vastaamatta jättäneiden indeksi olisi {points} pistettä "
            "korkeampi kuin "
            "vastanneiden."
        )
    return sentence.format(
        change=tongue.signed(tipping.change.value),
        interval=tongue.signed_interval(tipping.change.low, tipping.change.high),
        points=tongue.number(abs(tipping.difference)),
    )


def supposed_sentence(tipping: TippingPoint, difference: float, tongue: Tongue) -> str:
    """Return the index and the change of all invited if the silent differ by so much."""
    sentence = tongue._("Ero {difference}: kaikkien kutsuttujen indeksi olisi {index} ja muutos {change}.")
    return sentence.format(
        difference=tongue.signed(difference),
        index=tongue.number(tipping.index_if(difference)),
        change=tongue.signed(tipping.change_if(difference)),
    )


def rate_head(tongue: Tongue) -> tuple[str, ...]:
    """Return the heads of the columns of `rate_row`."""
    return (
        tongue._("Ryhmä"),
        tongue._("Vastausosuus"),
        tongue._("Tavoitettuja"),
        tongue._("Osuus tavoitetuista"),
        tongue._("Osuus vastanneista"),
    )


def rate_row(group: RateGroup, tongue: Tongue) -> tuple[str, ...]:
    """Return a group's row: name, rate with interval and n, and its shares of the invited and of who answered."""
    n = "" if isinstance(group.rate, Withheld) else tongue.count(group.rate.n)
    shares = tongue.percent(group.share_invited), tongue.percent(group.share_answered)
    return group.label.text(tongue.language), rate_words(group.rate, tongue), n, *shares


def silence_method(tongue: Tongue) -> list[str]:
    """Return how far all of this carries."""
    return [
        tongue._("Painotus ja edustavuus perustuvat vain siihen, mitä kutsutuista tiedetään."),
        tongue._("Etusivun indeksiä ei painoteta näin: tämä sivu kertoo, paljonko painotus muuttaisi sitä."),
    ]

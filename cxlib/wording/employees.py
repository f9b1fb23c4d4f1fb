"""Employees beside customers, in words that say going together and never cause."""

from __future__ import annotations

from cxlib.terms.employee import Beside, EmployeeResult, EmployeeUnit
from cxlib.terms.estimate import Estimate, Withheld
from cxlib.terms.obstacle import Obstacle
from cxlib.terms.programme import Programme
from cxlib.wording.refusals import refusal_words
from cxlib.wording.tongue import Tongue, marked

#: So many units and fewer are called few beside what is found.
FEW_UNITS = 10

_REASONS: dict[Obstacle, str] = {
    "too_few": marked(
        "Henkilöstökokemuksen ja asiakaskokemuksen yhteydestä ei voi sanoa mitään: vertailtavia yksiköitä on {n}, ja "
        "niitä tarvitaan vähintään neljä."
    ),
    "constant": marked("Yhteyttä ei voi laskea, koska luku on kaikissa yksiköissä sama."),
}


def employees_heading(tongue: Tongue) -> str:
    """Return the heading of the part."""
    return tongue._("Henkilöstökokemus asiakaskokemuksen rinnalla")


def employees_sentence(result: EmployeeResult, tongue: Tongue) -> str:
    """Return whether the two go together over units, how surely, or why it cannot be said."""
    if result.measured is None:
        return tongue._("Henkilöstön kokemuksesta ei ole tietoja tältä neljännekseltä eikä vuoden ajalta sitä ennen.")
    if not isinstance(result.beside, Beside):
        sentence = tongue._(_REASONS.get(result.beside.reason, _REASONS["too_few"]))
        return sentence.format(n=tongue.count(len(result.told)))
    found = result.beside
    if not found.is_sure:
        sentence = tongue._(
            "Henkilöstökokemuksen ja asiakaskokemuksen välillä ei näy yhteyttä, joka erottuisi sattumasta "
            "({n} yksikköä)."
        )
    elif found.correlation > 0:
        sentence = tongue._(
            "Henkilöstökokemus on yhteydessä asiakaskokemukseen: mitä parempi on henkilöstön arvio, sitä korkeampi on "
            "yksikön indeksi ({n} yksikköä)."
        )
    else:
        sentence = tongue._(
            "Henkilöstökokemus on yhteydessä asiakaskokemukseen: mitä parempi on henkilöstön arvio, sitä matalampi on "
            "yksikön indeksi ({n} yksikköä)."
        )
    return sentence.format(n=tongue.count(found.units))


def beside_sentence(found: Beside, tongue: Tongue) -> str:
    """Return the correlation and the slope with their intervals, and that units are few where they are."""
    said = tongue._(
        "Korrelaatio on {r} (todennäköisesti {interval}). Kun henkilöstön arvio on asteikolla yhden pykälän "
        "korkeampi, ero indeksissä on {points} pistettä ({points_interval})."
    ).format(
        r=tongue.signed(found.correlation, 2),
        interval=tongue.signed_interval(found.low, found.high, 2),
        points=tongue.signed(found.slope),
        points_interval=tongue.signed_interval(found.slope_low, found.slope_high),
    )
    few = tongue._("Yksiköitä on vähän, joten yksikin niistä voi kääntää tuloksen.")
    return f"{said} {few}" if found.units < FEW_UNITS else said


def employees_meaning(result: EmployeeResult, programme: Programme, tongue: Tongue) -> str:
    """Return what is compared, and what that does not say."""
    assert programme.employees is not None  # else there is nothing to explain
    assert result.measured is not None
    measure = programme.employees
    return tongue._(
        "{label} ({low}–{high}, {measured}) ja yksikön asiakkaiden {index} ({quarter}). Luvut ovat yksiköiden "
        "keskiarvoja, eivät yksittäisten työntekijöiden tietoja. Ne kertovat, mitkä asiat ovat yhteydessä toisiinsa, "
        "eivät sitä, mikä on syy ja mikä seuraus."
    ).format(
        label=measure.label.text(tongue.language),
        low=measure.low,
        high=measure.high,
        measured=tongue.quarter(result.measured),
        index=programme.index_label.text(tongue.language),
        quarter=tongue.quarter(result.quarter),
    )


def unit_sentence(unit: EmployeeUnit, tongue: Tongue) -> str:
    """Return both numbers of a unit with their intervals and n; of a withheld one, why it is not shown."""
    name = unit.label.text(tongue.language)
    if isinstance(unit.employees, Withheld):
        why = tongue._("alle {n} työntekijää").format(n=tongue.count(unit.employees.smallest_group))
        return tongue._("{name}: ei näytetä ({why}).").format(name=name, why=why)
    if isinstance(unit.index, Withheld):
        return tongue._("{name}: ei näytetä ({why}).").format(name=name, why=refusal_words(unit.index, tongue))
    return tongue._("{name}: henkilöstö {employees}, asiakkaat {customers}.").format(
        name=name, employees=_told(unit.employees, 2, tongue), customers=_told(unit.index, 1, tongue)
    )


def withheld_sentence(result: EmployeeResult, tongue: Tongue) -> str:
    """Return which units are not shown and why; nothing where all are."""
    return " ".join(unit_sentence(unit, tongue) for unit in result.units if not unit.is_told)


def employees_axis(programme: Programme, tongue: Tongue) -> str:
    """Return the words of the axis of employees."""
    assert programme.employees is not None  # else nothing is drawn
    measure = programme.employees
    return f"{measure.label.text(tongue.language)} ({measure.low}–{measure.high})"


def employees_import(tongue: Tongue) -> str:
    """Return how employees' scores are brought in."""
    return tongue._(
        "Kirjaa yksiköt tiedostoon programme.toml kohtaan {block} ja tuo keskiarvot profiililla, jossa on {content}. "
        "Malli on profiili {profile}."
    ).format(block="[employees]", content='content = "employees"', profile="demo_employees")


def _told(value: Estimate, decimals: int, tongue: Tongue) -> str:
    """A number with interval and n; of so few that only an interval may be told, that alone."""
    interval = tongue.interval(value.low, value.high, decimals)
    if value.base == "interval_only":
        return tongue._("{interval} (n = {n})").format(interval=interval, n=tongue.count(value.n))
    number = tongue.number(value.value, decimals)
    return tongue._("{number} ({interval}, n = {n})").format(number=number, interval=interval, n=tongue.count(value.n))

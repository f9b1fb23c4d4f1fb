"""Why rows of a file are refused, in words."""

from __future__ import annotations

import re

from cxlib.wording.tongue import Tongue, marked

#: The reasons for which a row is refused, as the reading writes them for a program, and as they are told.
_REASONS: tuple[tuple[str, str], ...] = (
    (r"the row is empty", marked("rivi on tyhjä")),
    (r"the row has fewer fields than the header", marked("rivillä on vähemmän kenttiä kuin otsikkorivillä")),
    (r"the row has more fields than the header", marked("rivillä on enemmän kenttiä kuin otsikkorivillä")),
    (r"no response id", marked("vastauksen tunniste puuttuu")),
    (
        r"an id damaged by a spreadsheet: different ones now look alike",
        marked("taulukkolaskenta on lyhentänyt tunnisteen, eivätkä eri vastaukset enää erotu toisistaan"),
    ),
    (r"one respondent's rows give different answers", marked("saman vastaajan rivit ovat ristiriidassa keskenään")),
    (r"no customer", marked("asiakkaan tunniste puuttuu")),
    (r"no outcome is told of", marked("rivi ei kerro, mitä asiakas teki")),
    (r"neither a yes nor a no that the profile knows", marked("arvo ei ole kyllä eikä ei")),
    (
        r"this customer's outcome was imported before with another value; the stored one was kept",
        marked("tieto on jo tuotu toisin arvoin, ja aiemmin tuotu jäi voimaan"),
    ),
    (
        r"an earlier row tells the outcome after the same answer; the earlier one counts",
        marked("saman vastauksen jälkeen on jo aikaisempi tieto, ja se jäi voimaan"),
    ),
    (
        r"too few employees answered for their mean to be told",
        marked("vastanneita työntekijöitä on niin vähän, ettei heidän keskiarvoaan oteta mukaan"),
    ),
    (r"nothing is measured", marked("rivillä ei ole yhtään mittausta")),
    (
        r"this answer's measurement was imported before with another value; the stored one was kept",
        marked("mittaustieto on jo tuotu toisin arvoin, ja aiemmin tuotu jäi voimaan"),
    ),
    (
        r"a later contact before the same answer was measured; the later one counts",
        marked("ennen samaa vastausta on mitattu myöhempi yhteydenotto, ja se ratkaisi"),
    ),
    (
        r"no answer of this customer is stored within (?P<days>\d+) days after; the row waits for it",
        marked("asiakkaalta ei ole vastausta {days} päivän sisällä yhteydenotosta; rivi odottaa sitä"),
    ),
    (
        r"no answer with this id is stored; the row waits for it",
        marked("vastausta, jolla on tämä tunniste, ei ole tuotu; rivi odottaa sitä"),
    ),
    (r"no unit", marked("yksikkö puuttuu")),
    (
        r"not a standard deviation that the scale allows",
        marked("keskihajonta ei ole asteikolla mahdollinen"),
    ),
    (r"two rows for one unit and quarter", marked("samasta yksiköstä ja neljänneksestä on kaksi eri riviä")),
    (
        r"this unit's quarter was imported before with other numbers; those were kept",
        marked("yksikön luvut on jo tuotu toisin arvoin, ja aiemmin tuodut jäivät voimaan"),
    ),
    (r"no date", marked("päivä puuttuu")),
    (r"not a day of (?P<month>.+)", marked("päivä ei kuulu kuukauteen {month}")),
    (r"not a date of the form (?P<forms>.+)", marked("päivä ei ole muotoa {forms}")),
    (r"the date is years ahead", marked("päivä on vuosien päässä tulevaisuudessa")),
    (r"day and month the other way round", marked("päivä ja kuukausi ovat väärin päin")),
    (
        r"day or month first, in a column that mixes both",
        marked("päivä voi olla kumpi tahansa, koska sarakkeessa päivä ja kuukausi menevät ristiin"),
    ),
    (r"two answers to '(?P<question>.+)'", marked("samaan kysymykseen on kaksi vastausta")),
    (r"no answer of a respondent, as the profile says", marked("rivi ei ole profiilin mukaan vastaajan vastaus")),
    (r"not a question that the profile knows", marked("kysymys on tuntematon")),
    (r"not an answer on the scale (?P<scale>.+)", marked("arvosana ei ole {scale}")),
    (r"no lifecycle stage", marked("elinkaaren vaihe puuttuu")),
    (r"not a lifecycle stage of the programme", marked("elinkaaren vaihe on tuntematon")),
    (r"not a value of '(?P<dimension>.+)' that the programme or profile knows", marked("arvo on tuntematon")),
    (r"a weight has to be more than 0", marked("painokertoimen pitää olla suurempi kuin nolla")),
    (r"not a number \(decimal sign '(?P<sign>.)'\)", marked("arvo ei ole luku, jossa desimaalierotin on {sign}")),
    (r"not a tone that the profile knows", marked("sävy on tuntematon")),
    (r"more delivered than invited", marked("perille menneitä kutsuja on enemmän kuin lähetettyjä")),
    (r"not a whole number of 0 or more", marked("arvo ei ole kokonaisluku")),
    (r"not a prompt that the profile knows", marked("kysymys on tuntematon")),
    (
        r"this response was imported before with other answers; the stored ones were kept",
        marked("vastaus on jo tuotu toisin arvoin, ja aiemmin tuotu jäi voimaan"),
    ),
    (
        r"this day's invitations of the group were imported before with other numbers; those were kept",
        marked("saman päivän kutsut on jo tuotu toisin luvuin, ja aiemmin tuodut jäivät voimaan"),
    ),
    (
        r"this respondent's answers were erased, and are not taken again",
        marked("vastaajan tiedot on poistettu, eikä niitä oteta uudelleen"),
    ),
)

#: What a value looks like that is not stored, as the loading says it.
_PERSONAL: dict[str, str] = {
    "e-mail address": marked("sähköpostiosoite"),
    "personal identity code": marked("henkilötunnus"),
    "phone number": marked("puhelinnumero"),
    "account number": marked("tilinumero"),
    "card number": marked("kortin numero"),
    "person's name": marked("henkilön nimi"),
}

_DATE_PARTS: dict[str, str] = {
    "%d": marked("pp"),
    "%m": marked("kk"),
    "%Y": marked("vvvv"),
    "%y": marked("vv"),
    "%H": marked("tt"),
    "%M": marked("mm"),
    "%S": marked("ss"),
    "month_name": marked("päivä ja kuukauden nimi"),
    "quarter": marked("vuosi ja neljännes"),
    "excel": marked("taulukkolaskennan päivänumero"),
    "iso": marked("vvvv-kk-pp"),
}


def reason_words(reason: str, tongue: Tongue) -> str:
    """Return why rows were refused.

    >>> from cxlib.wording.tongue import tongue
    >>> reason_words("not an answer on the scale 0–10", tongue("fi"))
    'arvosana ei ole 0–10'
    """
    return told(reason, _REASONS, tongue)


def told(text: str, table: tuple[tuple[str, str], ...], tongue: Tongue) -> str:
    """Return what a table has for a text; the text itself where it has nothing."""
    for pattern, sentence in table:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            met = match.groupdict()
            said = {"forms": date_forms(met.get("forms") or "", tongue)}
            if "looked" in met:
                said["looked"] = ", ".join(tongue._(_PERSONAL.get(one, one)) for one in met["looked"].split(", "))
            return tongue._(sentence).format(**met | said)
    return text


def date_forms(patterns: str, tongue: Tongue) -> str:
    """Return patterns of dates as a person writes them.

    >>> from cxlib.wording.tongue import tongue
    >>> date_forms("%d.%m.%Y or %Y-%m-%d", tongue("fi"))
    'pp.kk.vvvv tai vvvv-kk-pp'
    """
    said = tongue._(" tai ").join(patterns.split(" or "))
    for code, letters in _DATE_PARTS.items():
        said = said.replace(code, tongue._(letters))
    return said

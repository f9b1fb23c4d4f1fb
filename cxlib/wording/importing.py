"""What the import page says of files and columns."""

from __future__ import annotations

from cxlib.wording.tongue import Tongue, marked

#: What a column may be, in the order in which it is offered.
_KINDS: dict[str, str] = {
    "question": marked("Arvosana"),
    "open": marked("Avoin vastaus"),
    "dimension": marked("Taustatieto"),
    "stage": marked("Elinkaaren vaihe"),
    "date": marked("Vastauspäivä"),
    "response": marked("Vastauksen tunniste"),
    "customer": marked("Asiakkaan tunniste"),
    "choices": marked("Monivalinta"),
    "operation": marked("Mittaustieto"),
    "weight": marked("Painokerroin"),
    "skip": marked("Ei lueta"),
}
KINDS = tuple(_KINDS)

_SCALES: dict[str, str] = {
    "nps": marked("Suositteluhalukkuus"),
    "csat": marked("Tyytyväisyys"),
    "ces": marked("Asioinnin helppous"),
    "rating": marked("Muu arvosana"),
}
SCALES = tuple(_SCALES)

_REASONS: dict[str, str] = {
    "empty": marked("Sarake on tyhjä"),
    "constant": marked("Kaikilla riveillä on sama arvo"),
    "personal": marked("Näyttää henkilötiedoilta, joita ei tarvita"),
    "technical": marked("Näyttää kyselytyökalun omalta tiedolta"),
    "layout_date": marked("Kyselytyökalu tallentaa tähän vastauspäivän"),
    "layout_id": marked("Kyselytyökalu tallentaa tähän vastauksen tunnisteen"),
    "layout_other": marked("Kyselytyökalu täyttää sarakkeen itse"),
    "known_question": marked("Mittauksessa on tämänniminen kysymys"),
    "known_dimension": marked("Mittauksessa on tämänniminen taustatieto"),
    "known_open": marked("Mittauksessa on tämänniminen avoin kysymys"),
    "known_operation": marked("Mittauksessa on tämänniminen mittaustieto"),
    "dates": marked("Arvot ovat päivämääriä"),
    "another_date": marked("Vastauspäiväksi valittiin toinen sarake"),
    "unique_ids": marked("Joka rivillä on oma arvo, ja se näyttää tunnisteelta"),
    "another_response": marked("Vastauksen tunnisteeksi valittiin toinen sarake"),
    "repeated_ids": marked("Nimen mukaan erottaa vastaajat, joita voi olla useilla riveillä"),
    "customer_ids": marked("Nimen mukaan erottaa asiakkaat"),
    "another_customer": marked("Asiakkaan tunnisteeksi valittiin toinen sarake"),
    "weights": marked("Nimen mukaan painokerroin, ja arvot ovat lukuja"),
    "another_weight": marked("Painokertoimeksi valittiin toinen sarake"),
    "another_stage": marked("Elinkaaren vaiheeksi valittiin toinen sarake"),
    "numbers_on_scale": marked("Arvot ovat kokonaislukuja lyhyellä asteikolla"),
    "recommending": marked("Kysyy suosittelusta, ja arvot ovat 0–10"),
    "stray_numbers": marked("Lähes kaikki arvot ovat lyhyellä asteikolla; rivit, joilla on muu arvo, hylätään"),
    "damaged_ids": marked("Nimeltään tunniste, mutta taulukkolaskenta on ilmeisesti pilannut arvot"),
    "words_on_scale": marked("Arvot ovat tavallisen asteikon sanoja"),
    "numbers_and_words": marked("Useimmat arvot ovat asteikon lukuja ja loput sen päiden nimiä"),
    "led_by_number": marked("Arvot alkavat asteikon luvulla"),
    "several_choices": marked("Soluissa on useita valintoja"),
    "many_choices": marked("Valintoja on niin monta, että ryhmistä tulisi yhden hengen kokoisia"),
    "one_choice": marked("Yhden vaihtoehdon oma sarake"),
    "few_values": marked("Vähän eri arvoja, kukin monella rivillä"),
    "own_words": marked("Arvot näyttävät vastaajien omilta sanoilta"),
    "long_texts": marked("Arvot ovat tekstejä, lähes kaikki erilaisia"),
    "one_day": marked("Sama päivä kaikilla riveillä"),
    "codes": marked("Arvot ovat tunnuksia, joiden merkitystä mikään ei kerro"),
    "nps_group": marked("Kyselytyökalu laskee tämän arvosanasta, joka on omassa sarakkeessaan"),
    "scale_in_name": marked("Asteikko lukee sarakkeen nimessä"),
    "out_of": marked("Arvosanan vieressä on asteikon suurin luku"),
    "some_words_on_scale": marked("Osa arvoista on tavallisen asteikon sanoja"),
    "numbers": marked("Arvot ovat lukuja, jotka eivät ole lyhyellä asteikolla"),
    "chosen": marked("Valitsit itse"),
}

_ASKS: dict[str, str] = {
    "scale": marked("Mikä on pienin ja mikä suurin vastaus? Arvot eivät ulotu minkään tavallisen asteikon päihin."),
    "words": marked("Mitä arvosanoja sanat tarkoittavat?"),
    "own_words": marked(
        "Ovatko nämä vastaajien omia sanoja? Jos ne ovat valmiita vaihtoehtoja, tee niistä taustatieto."
    ),
    "damaged_ids": marked(
        "Voiko tunnisteet viedä uudelleen? Pidä sarake tekstinä, kun tiedosto avataan taulukkolaskennassa."
    ),
    "identical_rows": marked(
        "Joitakin rivejä on useita samanlaisia, eikä missään sarakkeessa ole tunnistetta. Ovatko ne sama vastaus?"
    ),
    "missing": marked("Tarkoittavatko nämä koodit, ettei vastattu?"),
    "date": marked("Onko päivä vai kuukausi ensin? Arvot voi lukea kummin päin tahansa."),
    "direction": marked("Onko suurin vastaus paras?"),
    "no_date": marked("Missään sarakkeessa ei ole vastauspäivää. Minä päivänä vastaukset annettiin?"),
    "nothing_asked": marked("Missään sarakkeessa ei ole arvosanaa eikä avointa vastausta. Onko tämä vastaustiedosto?"),
}


def ask_sentence(code: str, tongue: Tongue) -> str:
    """Return what has to be asked of a column or of the whole file."""
    return tongue._(_ASKS[code])


def kind_name(kind: str, tongue: Tongue) -> str:
    """Return what a column may be."""
    return tongue._(_KINDS[kind])


def scale_name(kind: str, tongue: Tongue) -> str:
    """Return what a score may be of."""
    return tongue._(_SCALES[kind])


def column_reason(code: str, tongue: Tongue, strays: tuple[str, ...] = ()) -> str:
    """Return why a column is taken for what it is, and the numbers outside its scale; the code where it is new."""
    reason = tongue._(_REASONS[code]) if code in _REASONS else code
    return f"{reason}: {', '.join(strays)}" if strays else reason


def columns_changed_sentence(profile: str, missing: tuple[str, ...], extra: tuple[str, ...], tongue: Tongue) -> str:
    """Return how a file differs from the profile that it nearly fits."""
    said = [tongue._("Melkein kuin {profile}, mutta sarakkeet ovat muuttuneet.").format(profile=profile)]
    if missing:
        said.append(tongue._("Puuttuu: {names}.").format(names=", ".join(missing)))
    if extra:
        said.append(tongue._("Uutta: {names}.").format(names=", ".join(extra)))
    return " ".join(said)


def rows_found_sentence(rows: int, columns: int, tongue: Tongue) -> str:
    """Return how large a table was found in a file."""
    said = tongue.ngettext("{n} rivi, {columns} saraketta.", "{n} riviä, {columns} saraketta.", rows)
    return said.format(n=tongue.count(rows), columns=tongue.count(columns))

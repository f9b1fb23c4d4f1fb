"""How it is measured: intervals, changes, root causes, privacy and the response rate, in plain words."""

from __future__ import annotations

from datetime import datetime

from cxlib.terms.estimate import INTERVAL_ONLY_BELOW, LOW_BASE_BELOW
from cxlib.wording.tongue import Tongue


def interval_method(tongue: Tongue) -> tuple[str, ...]:
    """Return what an interval is, and how it is calculated."""
    return (
        tongue._("Vain osa asiakkaista vastaa, joten jokaisessa luvussa on sattumaa. Siksi luvun vieressä on väli."),
        tongue._("Väli on 95 prosentin luottamusväli: sadasta tällaisesta välistä noin 95 sisältää oikean arvon."),
        tongue._("Indeksin väli lasketaan t-jakaumasta painotettujen vaihekeskiarvojen keskivirheellä."),
        tongue._("NPS:n väli lasketaan korjatulla Waldin menetelmällä, joka pitää paikkansa myös pienissä ryhmissä."),
        tongue._("Osuuksien väli on Wilsonin väli."),
    )


def change_method(tongue: Tongue) -> tuple[str, ...]:
    """Return when a change is called real."""
    return (
        tongue._("Muutos on todellinen vasta, kun se on niin suuri, ettei sattuma riitä selittämään sitä."),
        tongue._("Vaiheiden muutokset arvioidaan yhdessä, jottei monen luvun joukosta nouse esiin pelkkää sattumaa."),
        tongue._("Saman asiakkaan vastaukset kahdelta neljännekseltä otetaan huomioon yhdessä."),
        tongue._("Kun väli sisältää nollan, kerromme, ettei muutos erotu sattumasta, emmekä piirrä nuolta."),
    )


def cause_method(tongue: Tongue) -> tuple[str, ...]:
    """Return what a root cause's impact means, and what it does not."""
    return (
        tongue._(
            "Juurisyyn vaikutus on sen osuus vastauksista kerrottuna sillä, "
            "paljonko matalampi indeksi mainitsijoilla on."
        ),
        tongue._("Kaikki juurisyyt arvioidaan yhdessä, joten samassa vastauksessa mainittuja ei lasketa kahdesti."),
        tongue._("Vaikutus on tilastollinen yhteys, ei todiste syystä. Listan järjestyskin vaihtelee sattumalta."),
        tongue._("Juurisyyt tunnistetaan koodikirjan sanoista. Tunnistamatta jääneiden osuus näkyy aina listan alla."),
    )


def privacy_method(smallest_group: int, tongue: Tongue) -> tuple[str, ...]:
    """Return the smallest group, and what else protects those who answered."""
    said = {"smallest": smallest_group, "interval": INTERVAL_ONLY_BELOW, "low": LOW_BASE_BELOW}
    sentences = [
        tongue._("Alle {smallest} vastaajan ryhmästä ei näytetä mitään lukua, ei edes vastaajien määrää."),
        tongue._("Luku jätetään näyttämättä myös silloin, kun pienen ryhmän voisi laskea muiden lukujen erotuksesta."),
    ]
    sentences += [
        tongue._(
            "Ryhmän koko lasketaan asiakkaina: yhden asiakkaan monta vastausta tai yksi muita paljon painavampi "
            "vastaus ei tee ryhmästä suurta."
        ),
        tongue._(
            "Suoja koskee yhtä julkaisua kerrallaan: joka vertaa lukuja ennen tuontia ja sen jälkeen, voi päätellä "
            "muutaman uuden vastauksen. Vähäiset vastaukset kannattaa siksi tuoda yhdessä muiden kanssa."
        ),
    ]
    if smallest_group < INTERVAL_ONLY_BELOW:
        sentences.append(tongue._("Jos vastaajia on alle {interval}, näytetään vain väli."))
    sentences.append(tongue._("Alle {low} vastaajan luku merkitään suuntaa antavaksi."))
    return tuple(sentence.format(**said) for sentence in sentences)


def redaction_method(tongue: Tongue) -> tuple[str, ...]:
    """Return what is masked in the open answers, and when."""
    return (
        tongue._("Avoimista vastauksista peitetään ennen tallentamista nimet, yhteystiedot, tunnukset ja tilinumerot."),
        tongue._("Alkuperäistä tekstiä ei tallenneta."),
        tongue._("Peittäminen on automaattista, joten jotakin voi jäädä huomaamatta."),
    )


def response_method(tongue: Tongue) -> tuple[str, ...]:
    """Return how the response rate is counted, and what it does not tell."""
    return (
        tongue._("Vastausosuus on vastanneiden osuus niistä, joille kysely meni perille."),
        tongue._("Vastaamatta jättäneiden mielipidettä emme tiedä: väli ei kata heidän ja vastanneiden eroa."),
    )


def publication_sentence(snapshot: str, published_at: datetime, tongue: Tongue) -> str:
    """Return which state of the data this is."""
    sentence = tongue._("Tiedot on julkaistu {moment} (versio {snapshot}).")
    return sentence.format(moment=tongue.moment(published_at), snapshot=snapshot)


def made_up_sentence(tongue: Tongue) -> str:
    """Return the banner of a made-up company."""
    return tongue._("Tämä on keksitty esimerkkiyritys: asiakkaat, vastaukset ja luvut on tuotettu koneella.")

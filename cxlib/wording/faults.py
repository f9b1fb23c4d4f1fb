"""What a refused command or file is told, in the reader's language: the sentences of errors, known by their form."""

from __future__ import annotations

import re

from cxlib.wording.tongue import Tongue, marked

_FILES: tuple[tuple[str, str], ...] = (
    (
        r"(?P<file>.+?): the file tells what was measured of customers' contacts, .*",
        marked(
            "{file}: tiedostossa on mittaustietoja asiakkaiden yhteydenotoista, ja ne liitetään vastauksiin. Täällä ei "
            "ole vielä vastauksia: tuo ne ensin."
        ),
    ),
    (r".*: the file is empty\.", marked("Tiedosto on tyhjä.")),
    (r".*: the sheet is empty\.", marked("Taulukko on tyhjä.")),
    (
        r".*: there is a header and no answers under it\.",
        marked("Tiedostossa on otsikkorivi mutta ei yhtään vastausta."),
    ),
    (
        r".*: UTF-8 and another encoding are mixed; line (?P<line>\d+) .*",
        marked("Tiedostossa on kahta merkistöä sekaisin (rivi {line}). Tallenna se UTF-8-muodossa."),
    ),
    (
        r".*: a quotation mark opens (?P<n>\d+) lines before the end.*",
        marked("Lainausmerkki aukeaa {n} riviä ennen tiedoston loppua eikä sulkeudu. Sulje se tai kahdenna se."),
    ),
    (
        r".*: the file unpacks to .*",
        marked("Tiedosto purkautuu niin suureksi, ettei sitä avata. Tallenna se CSV-muodossa."),
    ),
    (
        r".*this is no XLSX file.*",
        marked("Tiedosto ei ole Excel-työkirja, vaikka sen nimi niin sanoo. Tallenna se uudelleen."),
    ),
    (
        r".*: \d+ columns? of the profile (?P<profile>\S+) not found: (?P<names>.+?)\. The file has: .*",
        marked("Profiilin {profile} sarakkeita puuttuu: {names}."),
    ),
    (r".*answers come as .*", marked("Tiedosto ei ole CSV-, TSV-, TXT-, XLSX- eikä JSON-muotoa.")),
    (
        r".*Another import or rebuild is writing.*",
        marked("Toinen tuonti on kesken. Yritä hetken päästä uudelleen."),
    ),
    (
        r".* has (?P<free>\d+) MB free, and a new snapshot needs (?P<needed>\d+) MB\..*",
        marked("Levyllä on {free} Mt tilaa, ja tuonti tarvitsee {needed} Mt. Vapauta tilaa ja yritä uudelleen."),
    ),
    (r".*could not be written.*", marked("Levylle ei voitu kirjoittaa. Aineisto on ennallaan.")),
    (r"The work broke off; .*", marked("Tuonti keskeytyi virheeseen. Syy on palvelimen lokissa.")),
    (
        r".*these rejected rows wait no longer.*",
        marked("Näitä hylättyjä rivejä ei enää odoteta: ne on jo korjattu tai poistettu."),
    ),
    (
        r"(?P<file>.+?): this is a folder, not a file\..*",
        marked("{file} on kansio, ei tiedosto. Anna jokin sen tiedostoista."),
    ),
    (
        r".*: this is a workbook in the old XLS form\..*",
        marked("Tiedosto on vanhaa XLS-muotoa. Tallenna se XLSX- tai CSV-muodossa."),
    ),
    (
        r".*: every second character is empty, as in UTF-16 without a mark\..*",
        marked("Tiedosto on UTF-16-muotoa ilman tunnistetta. Tallenna se UTF-8-muodossa."),
    ),
    (
        r".*: line (?P<line>\d+) is not (?P<encoding>\S+) \(byte .*",
        marked("Rivi {line} ei ole merkistöä {encoding}. Tallenna tiedosto UTF-8-muodossa."),
    ),
    (
        r".*: the workbook takes more than .*",
        marked("Työkirjan avaaminen vie liikaa muistia tai aikaa, joten sitä ei avattu. Tallenna se CSV-muodossa."),
    ),
    (r".*: the workbook cannot be read .*", marked("Työkirjaa ei voi lukea. Tallenna se uudelleen.")),
    (
        r".*: the header has (?P<names>.+) more than once, so .*",
        marked("Otsikkorivillä on samanniminen sarake useasti: {names}. Nimeä ne eri tavoin."),
    ),
    (
        r".*: the columns are not those of the profile (?P<profile>\S+); (?P<names>.+?)\. If the questionnaire .*",
        marked(
            "Sarakkeet eivät ole profiilin {profile} mukaiset; {names}. Jos kysely on muuttunut, tee uusi profiili "
            "komennolla propose."
        ),
    ),
    (
        r".*: the header is one column by the delimiter '(?P<sign>.+?)' of the profile (?P<profile>\S+), .*",
        marked("Profiilin {profile} erotin on {sign}, mutta tiedostossa on toinen erotin. Korjaa erotin profiiliin."),
    ),
    (
        r".*: none of the first (?P<n>\d+) rows has all columns of the profile\.(?P<near>.*)",
        marked("Profiilin otsikkoriviä ei löydy tiedoston {n} ensimmäiseltä riviltä. Tarkista, onko tiedosto oikea."),
    ),
    (
        r".*: there are no records.*",
        marked("Tiedostossa ei ole yhtään tietuetta siinä kohdassa, jossa profiilin mukaan pitäisi olla."),
    ),
    (r".*: line (?P<line>\d+) is not a whole JSON record .*", marked("Rivi {line} ei ole kokonainen JSON-tietue.")),
    (
        r"(?P<file>.+?): no profile has these columns: (?P<names>.+?)\. Make one: (?P<command>.+)\.",
        marked("{file}: mikään profiili ei tunne näitä sarakkeita: {names}. Tee profiili näin: {command}"),
    ),
    (
        r"(?P<file>.+?): written as the layout (?P<profile>\S+) says, .* Say it once: (?P<command>.+)\.",
        marked(
            "{file}: tiedosto on muotoa {profile}, mutta sen kysymyksiä ei vielä tunneta. Kerro ne kerran näin: "
            "{command}"
        ),
    ),
    (
        r"(?P<file>.+?): read by the profile (?P<profile>\S+)\.",
        marked("{file}: luetaan profiililla {profile}."),
    ),
    (
        r"(?P<file>.+?): the profiles (?P<names>.+) read this file equally well\. .*",
        marked("{file}: tiedosto sopii yhtä hyvin profiileihin {names}. Valitse niistä yksi valitsimella --profile."),
    ),
    (
        r"(?P<file>.+?): nearly a file of the profile (?P<profile>\S+), but the columns differ; (?P<names>.+?)\. If .*",
        marked(
            "{file}: melkein kuin {profile}, mutta sarakkeet eroavat; {names}. Jos kysely on muuttunut, tee sille oma "
            "profiili komennolla propose."
        ),
    ),
    (
        r"(?P<file>.+?): No column holds the day of the answer\..*",
        marked("{file}: missään sarakkeessa ei ole vastauspäivää. Kerro päivä näin: --day 2026-03-31"),
    ),
)
_BROUGHT: tuple[tuple[str, str], ...] = (
    (r".*: there is no such file in .*", marked("Tiedosto on jo poistettu palvelimelta. Pudota se uudelleen.")),
)
_COMMANDS: tuple[tuple[str, str], ...] = (
    (
        r"(?P<file>.+?): there is no such file in (?P<folder>.+)\.",
        marked("Tiedostoa {file} ei ole kansiossa {folder}."),
    ),
    (
        r"(?P<path>.+) is there already\. Give the new one another name: --name NAME\.",
        marked("{path} on jo olemassa. Anna uudelle toinen nimi: --name NIMI"),
    ),
    (
        r"(?P<folder>.+) holds no programme\.toml, so nothing has been set up there\..*",
        marked(
            "Kansiossa {folder} ei ole vielä mitään. Tuo vastauksesi (python -m cxlib propose TIEDOSTO --write) tai "
            "rakenna keksitty yritys (python -m cxlib demo)."
        ),
    ),
    (
        r"(?P<folder>.+) holds no programme\.toml, and profile (?P<profile>\S+) brings none\..*",
        marked(
            "Kansiossa {folder} ei ole mittausohjelmaa (programme.toml), eikä profiili {profile} tuo sellaista "
            "mukanaan. Tuo ensin vastaukset."
        ),
    ),
    (
        r"Nothing has been imported into (?P<folder>.+) yet\..*",
        marked("Kansioon {folder} ei ole vielä tuotu vastauksia. Tuo tiedosto näin: python -m cxlib import TIEDOSTO"),
    ),
    (
        r"(?P<path>.+) says made_up = true: .*(?P<way>CX_DATA=my_company) .*",
        marked(
            "{path} kuvaa keksittyä yritystä, eikä oikeita vastauksia lisätä keksittyjen joukkoon. Anna omillesi oma "
            "kansio: {way} python -m cxlib import …"
        ),
    ),
    (
        r"No respondent is named\..*",
        marked("Vastaajaa ei ole nimetty. Anna vastauksen tai asiakkaan tunniste niin kuin se on tiedostossa."),
    ),
    (
        r"Nothing is known by '(?P<name>.*)': no response id.*",
        marked(
            "Tunnisteella ”{name}” ei löydy mitään: mikään vastaus, asiakas tai hylätty rivi ei ole sen nimissä. "
            "Kirjoita se niin kuin se on tuodussa tiedostossa. Jos myöhemmin tulevassa tiedostossa on sama tunniste, "
            "sen rivit hylätään."
        ),
    ),
    (
        r"programme\.toml does not say how long texts are kept\..*",
        marked(
            "Mittausohjelma (programme.toml) ei kerro, kuinka kauan tekstejä säilytetään. Kirjoita sinne "
            "retention = {{quarters = 8}} tai retention = {{months = 24}}."
        ),
    ),
    (r"No rejected row waits for a correction\.", marked("Korjausta odottavia rivejä ei ole.")),
    (
        r"A file of rejected rows is of one profile, and those that wait are of: (?P<names>.+)\. Name one .*",
        marked("Hylätyt rivit ovat usean profiilin rivejä: {names}. Valitse yksi valitsimella --profile."),
    ),
    (
        r"'(?P<text>.*)' is not a quarter\. .*",
        marked("”{text}” ei ole neljännes. Kirjoita se näin: 2026Q3"),
    ),
    (
        r"There are no answers from (?P<quarter>\S+)\. The store has (?P<first>\S+) to (?P<last>\S+)\.",
        marked("Neljännekseltä {quarter} ei ole vastauksia. Niitä on neljänneksiltä {first}–{last}."),
    ),
    (
        r"'(?P<text>.*)' is not a filter\. .*",
        marked("”{text}” ei ole rajaus. Kirjoita se muodossa DIMENSION=VALUE, esimerkiksi stage=new."),
    ),
    (
        r"There is no profile '(?P<name>.*?)'\. Did you mean '(?P<guess>.+?)'\?.*",
        marked("Profiilia {name} ei ole. Tarkoititko: {guess}?"),
    ),
    (
        r"There is no profile '(?P<name>.*?)'\..*There are: (?P<names>.+?)\. Looked in: .*",
        marked("Profiilia {name} ei ole. Profiilit ovat: {names}."),
    ),
    (
        r"No snapshot in (?P<folder>.+) is whole\..*",
        marked(
            "Kansion {folder} aineisto on vioittunut, eikä ehjää aiempaa ole. Palauta kansio varmuuskopiosta, tai "
            "siirrä se syrjään ja tuo tiedostot uudelleen (python -m cxlib import)."
        ),
    ),
)


def fault_sentence(text: str, tongue: Tongue) -> str:
    """Return what is wrong with a file; what the reading said, where there is no better."""
    return _told(text, (*_BROUGHT, *_FILES, *_COMMANDS), tongue) or tongue._(
        "Tiedostoa ei voitu tuoda: {reason}"
    ).format(reason=text)


def refusal_sentence(text: str, tongue: Tongue) -> str:
    """Return why a command was refused; as the error says it, where nothing better is known.

    >>> from cxlib.wording.tongue import tongue
    >>> refusal_sentence("'kesä' is not a quarter. Write it as 2026Q3.", tongue("fi"))
    '”kesä” ei ole neljännes. Kirjoita se näin: 2026Q3'
    """
    return _told(text, (*_COMMANDS, *_FILES), tongue) or text


def _told(text: str, table: tuple[tuple[str, str], ...], tongue: Tongue) -> str:
    for pattern, sentence in table:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            return tongue._(sentence).format(**match.groupdict())
    return ""

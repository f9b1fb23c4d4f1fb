"""What was done to read a file, and what was met in it, in words."""

from __future__ import annotations

from cxlib.wording.row_reasons import told
from cxlib.wording.tongue import Tongue, marked

_NOTES: tuple[tuple[str, str], ...] = (
    (
        r"Rows of customers who had not answered within (?P<days>\d+) days before, which count nowhere: (?P<n>\d+)\.",
        marked(
            "Rivejä asiakkaista, jotka eivät olleet vastanneet {days} päivän aikana: {n}. Ne eivät vaikuta lukuihin."
        ),
    ),
    (
        r"Columns not read, since the profile does not name them: (?P<names>.+)\.",
        marked("Sarakkeita, joita profiili ei mainitse, ei luettu: {names}."),
    ),
    (
        r"Optional columns not in this file: (?P<names>.+)\.",
        marked("Tiedostosta puuttuu valinnaisia sarakkeita: {names}."),
    ),
    (
        r"People coded (?P<coded>\d+) of these answers; the other (?P<n>\d+) have the themes of the codebook alone.+",
        marked(
            "Ihmiset ovat koodanneet {coded} vastausta. Muiden {n} vastauksen teemat ovat koodikirjan sanoista, kunnes "
            "malli opetetaan: python -m cxlib enrich tai sivu Koodaus."
        ),
    ),
    (
        r"(?P<n>\d+) answers have the themes of the codebook alone until `python -m cxlib enrich`: .+",
        marked(
            "{n} vastauksen teemat ovat koodikirjan sanoista, kunnes vastaukset luetaan uudelleen: koodikirja on "
            "muuttunut sen jälkeen, kun malli luki muut. Komento: python -m cxlib enrich."
        ),
    ),
    (r"Blank (?:lines|rows) passed over: (?P<n>\d+)\.", marked("Tyhjiä rivejä ohitettiin: {n}.")),
    (r"(?P<n>\d+) control characters were taken out\.", marked("Näkymättömiä ohjausmerkkejä poistettiin: {n}.")),
    (r"Read as (?P<encoding>[\w-]+), as the profile says\.", marked("Merkistö on {encoding}, kuten profiili sanoo.")),
    (r"Read as UTF-16\.", marked("Merkistö on UTF-16.")),
    (
        r"Not UTF-8, so read as Windows-1252 \(cp1252\)\.",
        marked("Merkistö ei ole UTF-8, joten tiedosto luettiin Windows-1252-merkistönä."),
    ),
    (
        r"(?P<n>\d+) half characters \(lone surrogates\) became �, first on line (?P<line>\d+)\.",
        marked("Rikkinäisiä merkkejä korvattiin merkillä �: {n}, ensimmäinen rivillä {line}."),
    ),
    (
        r"Column '(?P<column>.+)' mixes day and month: '(?P<value>.+?)' is not of the form (?P<forms>.+?)\. Name.+",
        marked(
            "Sarakkeessa {column} päivä ja kuukausi menevät ristiin: ”{value}” ei ole muotoa {forms}. "
            "Nimeä toisin kirjoitetut rivit profiilissa."
        ),
    ),
    (
        r"(?P<n>\d+) characters? (?:was|were) lost before this file was made \(�\), first on line (?P<line>\d+)\.",
        marked("Tiedostossa on merkkejä, jotka olivat jo kadonneet (�): {n}, ensimmäinen rivillä {line}."),
    ),
    (
        r"(?P<n>\d+) rows? repeats? another row exactly, each an answer of its own, as the profile says\.",
        marked("Täsmälleen toistuvia rivejä on {n}. Profiilin mukaan jokainen niistä on oma vastauksensa."),
    ),
    (
        r"(?P<file>.+) does not lie beside the file, so the codes in it were not read\.",
        marked("Tiedostoa {file} ei ole vastausten vieressä, joten sen koodeja ei luettu."),
    ),
    (
        r"Codes in (?P<file>[^'].*) without a theme in the profile: (?P<codes>.+)\.",
        marked("Tiedostossa {file} on koodeja, joille profiili ei nimeä teemaa: {codes}."),
    ),
    (
        r"Dimension (?P<dimension>\S+): (?P<n>\d+) values that look like personal data \((?P<looked>.+)\) on "
        r"(?P<rows>\d+) rows were not stored: .*(?P<list>allowed_words\.txt).*",
        marked(
            "Taustatiedossa {dimension} on arvoja, jotka näyttävät henkilötiedoilta ({looked}): {n}. Niitä ei "
            "tallennettu, vaan {rows} rivillä tieto jäi tyhjäksi. Korjaa sarake tiedostoon tai lisää arvo "
            "mittausohjelmaan tai sen sanat tiedostoon {list}."
        ),
    ),
    (
        r"Sheets not read, since they have other columns: (?P<names>.+)\.",
        marked("Taulukoita, joissa on muita sarakkeita, ei luettu: {names}."),
    ),
    (
        r"Read from (?P<n>\d+) sheets, their rows numbered on from one to the next: (?P<names>.+)\.",
        marked("Luettiin {n} taulukkoa, joiden rivit on numeroitu peräkkäin: {names}."),
    ),
    (
        r"Answers of '(?P<column>.+)' were moved from the scale (?P<own>\S+) to (?P<scale>\S+)\.",
        marked("Sarakkeen {column} vastaukset siirrettiin asteikolta {own} asteikolle {scale}."),
    ),
    (
        r"Codes in '(?P<column>.+)' without a theme in the profile: (?P<codes>.+) \((?P<n>\d+) answers\)\.",
        marked("Sarakkeessa {column} on koodeja, joille profiili ei nimeä teemaa: {codes} ({n} vastausta)."),
    ),
    (
        r"Answers cut at (?P<length>\d+) characters: (?P<n>\d+) \(rows (?P<rows>.+)\)\.",
        marked("Vastauksia lyhennettiin {length} merkkiin: {n} (rivit {rows})."),
    ),
    (
        r"Answers in '(?P<column>.+)' that say nothing, taken as none: (?P<n>\d+) \((?P<most>.*)\)\.",
        marked("Sarakkeessa {column} on vastauksia, jotka eivät sano mitään: {n} ({most}). Ne luettiin tyhjiksi."),
    ),
    (
        r"Junk answers, which say nothing and are not counted as comments: (?P<n>\d+)\.",
        marked("Vastauksia, jotka eivät sano mitään ja joita ei lasketa kommenteiksi: {n}."),
    ),
    (
        r"Answers stored without search words or themes, since they could not be taken apart: (?P<n>\d+)\.",
        marked("Vastauksia, joita ei saatu luettua ja jotka tallennettiin ilman hakusanoja ja teemoja: {n}."),
    ),
    (
        r"Languages told by the answers themselves: (?P<told>\d+); by the survey: (?P<survey>\d+); by the "
        r"programme's default: (?P<default>\d+); by nothing: (?P<unknown>\d+)\.",
        marked(
            "Kieli tunnistettiin vastauksesta itsestään: {told}. Kyselyn kielestä: {survey}. Mittausohjelman "
            "oletuskielestä: {default}. Tuntematta jäi: {unknown}."
        ),
    ),
    (
        r"Respondents whose rows differ, the first row counting: (?P<names>.+)\.",
        marked("Joidenkin vastaajien rivit eroavat toisistaan, ja ensimmäinen rivi ratkaisi: {names}."),
    ),
    (
        r"(?P<n>\d+) customer keys stand on more than (?P<most>\d+) answers of one quarter: .+",
        marked(
            "Sama asiakastunniste on yli {most} vastauksessa samalla neljänneksellä ({n} tunnistetta). Ne lasketaan "
            "saman asiakkaan vastauksiksi. Jos tunniste vain täyttää puuttuvan kohdan, jätä se tiedostossa tyhjäksi."
        ),
    ),
    (
        r"Only (?P<n>\d+) customers are new in (?P<year>\d+)Q(?P<quarter>\d): .+",
        marked(
            "Neljännekselle Q{quarter}/{year} tuli uusia asiakkaita vain {n}. Kun lukuja verrataan ennen tuontia ja "
            "sen jälkeen, heidän vastauksensa voi päätellä. Tuo näin harvat vasta seuraavien mukana."
        ),
    ),
    (
        r"(?P<n>\d+) rejected rows were not kept for correction, since (?P<most>\d+) of this profile wait already\.",
        marked("Hylättyjä rivejä ei säilytetty korjattaviksi: {n}. Niitä odottaa jo {most}."),
    ),
    (
        r"The newest snapshot, (?P<newest>\S+), is damaged, so (?P<older>\S+) before it is used\. .+",
        marked(
            "Uusin aineisto ({newest}) on vioittunut, joten pohjana on sitä edeltävä ({older}). Tuo sen jälkeen tuodut "
            "tiedostot uudelleen; sama vastaus ei tule mukaan kahdesti."
        ),
    ),
)


def note_sentence(note: str, tongue: Tongue) -> str:
    """Return a note of the import."""
    return told(note, _NOTES, tongue)

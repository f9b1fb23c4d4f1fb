"""What became of a file's rows, in words: how many came in, and why the others did not."""

from __future__ import annotations

import re

from cxlib.terms.feedback import Reconciliation, Rejection
from cxlib.terms.imported_file import ImportedFile
from cxlib.terms.rejected_row import RejectedRow
from cxlib.wording.tongue import Tongue, marked

#: A list of rows longer than this is cut in a sentence; the JSON and the page have them all.
ROWS_TOLD = 12
_EXAMPLE_LENGTH = 40

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

_DATE_PARTS: dict[str, str] = {
    "%d": marked("pp"),
    "%m": marked("kk"),
    "%Y": marked("vvvv"),
    "%y": marked("vv"),
    "%H": marked("tt"),
    "%M": marked("mm"),
    "%S": marked("ss"),
}


def reason_words(reason: str, tongue: Tongue) -> str:
    """Return why rows were refused.

    >>> from cxlib.wording.tongue import tongue
    >>> reason_words("not an answer on the scale 0–10", tongue("fi"))
    'arvosana ei ole 0–10'
    """
    return _told(reason, _REASONS, tongue)


def note_sentence(note: str, tongue: Tongue) -> str:
    """Return a note of the import."""
    return _told(note, _NOTES, tongue)


def rows_sentence(outcome: Reconciliation, tongue: Tongue) -> str:
    """Return what became of all rows of a file, so that the numbers add up."""
    sentence = tongue._(
        "{file}: {read} riviä = {accepted} hyväksyttyä + {rejected} hylättyä + {duplicates} toistuvaa "
        "(profiili {profile})."
    )
    return sentence.format(
        file=outcome.file,
        profile=outcome.profile,
        read=tongue.count(outcome.read),
        accepted=tongue.count(outcome.accepted),
        rejected=tongue.count(outcome.rejected),
        duplicates=tongue.count(outcome.duplicates),
    )


def taken_sentence(outcome: Reconciliation, tongue: Tongue) -> str:
    """Return how many answers came in."""
    said = tongue.ngettext("{n} vastaus tuli mukaan.", "{n} vastausta tuli mukaan.", outcome.responses)
    return said.format(n=tongue.count(outcome.responses))


def rejection_sentence(rejection: Rejection, tongue: Tongue) -> str:
    """Return how many rows were refused for one reason, and which.

    >>> from cxlib.wording.tongue import tongue
    >>> rejection_sentence(Rejection("not an answer on the scale 0–10", "NPS", "15", (6, 41, 90)), tongue("fi"))
    '3 riviä hylättiin: arvosana ei ole 0–10 (NPS: ”15”; rivit 6, 41, 90).'
    """
    n = len(rejection.rows)
    said = tongue.ngettext("{n} rivi hylättiin: {reason}", "{n} riviä hylättiin: {reason}", n)
    said = said.format(n=tongue.count(n), reason=reason_words(rejection.reason, tongue))
    met = rejection.column
    if rejection.example:
        shown = tongue._("”{value}”").format(value=_short(rejection.example))
        met = f"{met}: {shown}" if met else shown
    places = rows_words(rejection.rows, tongue)
    return f"{said} ({met}; {places})." if met else f"{said} ({places})."


def duplicates_sentence(outcome: Reconciliation, tongue: Tongue) -> str:
    """Return which rows were known already; nothing where none was."""
    if not outcome.duplicates:
        return ""
    said = tongue.ngettext(
        "{n} rivi oli jo tuotu tai toistui, joten sitä ei laskettu uudelleen",
        "{n} riviä oli jo tuotu tai toistui, joten niitä ei laskettu uudelleen",
        outcome.duplicates,
    ).format(n=tongue.count(outcome.duplicates))
    return f"{said} ({rows_words(outcome.duplicate_rows, tongue)})." if outcome.duplicate_rows else f"{said}."


def rows_words(rows: tuple[int, ...], tongue: Tongue) -> str:
    """Return the numbers of spreadsheet rows, cut where they are many."""
    listed = ", ".join(map(str, rows[:ROWS_TOLD]))
    if len(rows) > ROWS_TOLD:
        left = tongue.count(len(rows) - ROWS_TOLD)
        return tongue._("rivit {rows} ja {n} muuta").format(rows=listed, n=left)
    return tongue.ngettext("rivi {rows}", "rivit {rows}", len(rows)).format(rows=listed)


def reconciliation_lines(outcome: Reconciliation, tongue: Tongue) -> list[str]:
    """Return all that is said of one file, the most important first."""
    said = [rows_sentence(outcome, tongue), taken_sentence(outcome, tongue)]
    said += [rejection_sentence(rejection, tongue) for rejection in outcome.rejections]
    said += [line for line in (duplicates_sentence(outcome, tongue),) if line]
    return said + [note_sentence(note, tongue) for note in outcome.notes]


def waiting_sentence(rows: int, tongue: Tongue) -> str:
    """Return how many refused rows wait for a correction."""
    if not rows:
        return tongue._("Korjausta odottavia rivejä ei ole.")
    said = tongue.ngettext("{n} hylätty rivi odottaa korjausta.", "{n} hylättyä riviä odottaa korjausta.", rows)
    return said.format(n=tongue.count(rows))


def rejected_row_line(row: RejectedRow, tongue: Tongue) -> str:
    """Return one refused row with its place and what speaks against it."""
    said = tongue._("{file}, rivi {row}: {reason}").format(
        file=row.file, row=row.row, reason=reason_words(row.reason, tongue)
    )
    if not row.column:
        return f"{said}."
    shown = tongue._("”{value}”").format(value=_short(row.cell(row.column)))
    return f"{said} ({row.column}: {shown})."


def imported_file_line(file: ImportedFile, tongue: Tongue) -> str:
    """Return one line of the ledger: when, what, by which profile, and what came of it."""
    said = tongue._("{moment}: {file} (profiili {profile}): {read} riviä, {responses} vastausta").format(
        moment=tongue.moment(file.added_at),
        file=file.file,
        profile=file.profile,
        read=tongue.count(file.read),
        responses=tongue.count(file.responses),
    )
    if file.rejected is not None:
        said += ", " + tongue._("hylättyjä {n}").format(n=tongue.count(file.rejected))
    return f"{said} · {file.snapshot} · {file.digest[:12]}" if file.snapshot else said


def no_imports_sentence(tongue: Tongue) -> str:
    """Return that nothing was imported yet."""
    return tongue._("Mitään ei ole vielä tuotu.")


def _told(text: str, table: tuple[tuple[str, str], ...], tongue: Tongue) -> str:
    """Return what a table has for a text; the text itself where it has nothing."""
    for pattern, sentence in table:
        match = re.fullmatch(pattern, text, re.DOTALL)
        if match:
            met = match.groupdict()
            return tongue._(sentence).format(**met | {"forms": date_forms(met.get("forms") or "", tongue)})
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


def _short(value: str) -> str:
    return value if len(value) <= _EXAMPLE_LENGTH else value[: _EXAMPLE_LENGTH - 1] + "…"

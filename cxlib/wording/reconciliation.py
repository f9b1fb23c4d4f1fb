"""What became of a file's rows, in words: how many came in, and why the others did not."""

from __future__ import annotations

from cxlib.terms.feedback import Reconciliation, Rejection
from cxlib.terms.imported_file import ImportedFile
from cxlib.terms.rejected_row import RejectedRow
from cxlib.wording.import_notes import note_sentence
from cxlib.wording.row_reasons import reason_words
from cxlib.wording.tongue import Tongue

#: A list of rows longer than this is cut in a sentence; the JSON and the page have them all.
ROWS_TOLD = 12
_EXAMPLE_LENGTH = 40


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
    """Return how much came in, and of what."""
    n = outcome.responses if outcome.content == "answers" else outcome.accepted
    if outcome.content == "invitations":
        said = tongue.ngettext("{n} rivi kutsuja tuli mukaan.", "{n} riviä kutsuja tuli mukaan.", n)
    elif outcome.content == "outcomes":
        said = tongue.ngettext(
            "{n} tieto siitä, mitä asiakas teki, tuli mukaan.",
            "{n} tietoa siitä, mitä asiakkaat tekivät, tuli mukaan.",
            n,
        )
    elif outcome.content == "employees":
        said = tongue.ngettext(
            "{n} rivi henkilöstön lukuja tuli mukaan.", "{n} riviä henkilöstön lukuja tuli mukaan.", n
        )
    elif outcome.content == "operations":
        said = tongue.ngettext(
            "{n} yhteydenoton mittaustiedot liitettiin vastaukseen.",
            "{n} yhteydenoton mittaustiedot liitettiin vastauksiin.",
            n,
        )
    else:
        said = tongue.ngettext("{n} vastaus tuli mukaan.", "{n} vastausta tuli mukaan.", n)
    return said.format(n=tongue.count(n))


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
    said = tongue._("{moment}: {file} (profiili {profile}): {read} riviä").format(
        moment=tongue.moment(file.added_at), file=file.file, profile=file.profile, read=tongue.count(file.read)
    )
    if file.responses:  # a file of invitations or of operational data holds none
        said += ", " + tongue._("vastauksia {n}").format(n=tongue.count(file.responses))
    if file.rejected is not None:
        said += ", " + tongue._("hylättyjä {n}").format(n=tongue.count(file.rejected))
    return f"{said} · {file.snapshot} · {file.digest[:12]}" if file.snapshot else said


def no_imports_sentence(tongue: Tongue) -> str:
    """Return that nothing was imported yet."""
    return tongue._("Mitään ei ole vielä tuotu.")


def _short(value: str) -> str:
    return value if len(value) <= _EXAMPLE_LENGTH else value[: _EXAMPLE_LENGTH - 1] + "…"

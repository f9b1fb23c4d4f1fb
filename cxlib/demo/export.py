"""The demo company's survey as its own system would export it: two CSV files, the same bytes every time."""

from __future__ import annotations

import csv
import io
from collections import Counter
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

from cxlib.demo import company, truths
from cxlib.demo.chance import Chance
from cxlib.demo.encounters import Encounter, Invitation, survey
from cxlib.demo.verbatims import Writers, Written
from cxlib.terms.quarter import Quarter

ANSWERS_FILE = "vastaukset.csv"
INVITATIONS_FILE = "kutsut.csv"
OUTCOMES_FILE = "jatko.csv"
EMPLOYEES_FILE = "henkilosto.csv"
SEED = 20261001
#: Rows that the export writes twice, as exports do.
DOUBLED_ROWS = 9
NO_OPINION = "EOS"

GROUP_HEADER = ("Asiakkuuden vaihe", "Asiakasryhmä", "Ikäryhmä", "Tuote", "Kanava", "Kohtaaminen")
ANSWERS_HEADER = (
    "Vastaus-ID",
    "Asiakasnumero",
    "Vastauspäivä",
    *GROUP_HEADER,
    "Asiantuntija",
    "Suosittelu 0–10",
    "Tyytyväisyys 1–5",
    "Helppous 1–7",
    "Kuultu 1–5",
    "Miksi annoit tämän arvosanan?",
    "Jonotus (min)",
    "Käsittelyaika (pv)",
    "Siirrot",
    "Ratkesi kerralla",
)
OUTCOMES_HEADER = ("Asiakasnumero", "Tilanne", "Asiakkaana", "Jatkoi sopimustaan", "Osti lisää")
EMPLOYEES_HEADER = ("Neljännes", "Kanava", "Työtyytyväisyys 1–5", "Hajonta", "Vastaajia")
INVITATIONS_HEADER = ("Kuukausi", *GROUP_HEADER, "Kutsuttu", "Toimitettu")

Progress = Callable[[float], None]


def write_demo(folder: Path, *, seed: int = SEED, progress: Progress | None = None) -> tuple[Path, ...]:
    """Write the demo's survey answers and invitations into a folder.

    Parameters
    ----------
    folder
        Where the files go; made if it is not there.
    seed
        The same seed gives the same bytes on every machine.
    progress
        Called now and then with the share done, in [0, 1].

    Returns
    -------
    tuple of Path
        The answers, the invitations, what customers did later, and how the employees of each channel find their work
        (profiles `demo_answers`, `demo_invitations`, `demo_outcomes`, `demo_employees`).
    """
    report = progress or (lambda share: None)
    folder.mkdir(parents=True, exist_ok=True)
    invitations, answered = written_survey(seed, report)
    answers = write_sheet(folder / ANSWERS_FILE, ANSWERS_HEADER, _answer_rows(answered, seed))
    invited = write_sheet(folder / INVITATIONS_FILE, INVITATIONS_HEADER, _invitation_rows(invitations))
    outcomes = write_sheet(folder / OUTCOMES_FILE, OUTCOMES_HEADER, _outcome_rows(answered, seed))
    employees = write_sheet(folder / EMPLOYEES_FILE, EMPLOYEES_HEADER, _employee_rows(answered, seed))
    report(1.0)
    return answers, invited, outcomes, employees


def written_survey(
    seed: int, progress: Progress = lambda share: None
) -> tuple[list[Invitation], list[tuple[Encounter, Written | None]]]:
    """Return everybody asked, and every answer with its open answer and what it truly speaks of."""
    invitations, encounters = survey(seed)
    progress(0.3)
    writers = Writers(seed)
    answered: list[tuple[Encounter, Written | None]] = []
    for index, encounter in enumerate(encounters):
        answered.append((encounter, writers.write(encounter)))
        if index % 2000 == 0:
            progress(0.3 + 0.6 * index / len(encounters))
    return invitations, answered


def _answer_rows(answered: list[tuple[Encounter, Written | None]], seed: int) -> Iterable[tuple[str, ...]]:
    chance = Chance(seed + 1)
    doubled = {chance.below(len(answered)) for _ in range(DOUBLED_ROWS)}
    for index, (encounter, written) in enumerate(answered):
        row = _answer_row(f"V{100_001 + index}", encounter, written)
        yield row
        if index in doubled:
            yield row


def _answer_row(key: str, encounter: Encounter, written: Written | None) -> tuple[str, ...]:
    return (
        key,
        str(encounter.customer.number),
        _day(encounter.invitation.day),
        *_group(encounter.invitation),
        encounter.employee.name if encounter.employee else "",
        str(encounter.nps),
        NO_OPINION if encounter.csat is None else str(encounter.csat),
        NO_OPINION if encounter.ces is None else str(encounter.ces),
        _score(encounter.heard),
        written.text if written else "",
        _decimal(encounter.wait_minutes),
        _score(encounter.handling_days),
        _score(encounter.transfers),
        str(int(encounter.first_contact_resolution)),
    )


def _invitation_rows(invitations: list[Invitation]) -> Iterable[tuple[str, ...]]:
    """One row per month and group of customers, with how many were asked and how many the question reached."""
    invited: Counter[tuple[date, tuple[str, ...]]] = Counter()
    delivered: Counter[tuple[date, tuple[str, ...]]] = Counter()
    for invitation in invitations:
        key = (invitation.day.replace(day=1), _group(invitation))
        invited[key] += 1
        delivered[key] += invitation.delivered
    for month, group in sorted(invited):
        yield (_day(month), *group, str(invited[month, group]), str(delivered[month, group]))


def _outcome_rows(answered: list[tuple[Encounter, Written | None]], seed: int) -> Iterable[tuple[str, ...]]:
    """One row per customer, half a year after the answer: of answers so old, and of some who never answered."""
    chance, last = Chance(seed + 4), truths.LAST_QUARTER.last_day
    followed: set[int] = set()
    for encounter, _ in answered:
        day = encounter.invitation.day + timedelta(days=truths.OUTCOME_DAYS)
        number, kind = encounter.customer.number, _score_class(encounter.nps)
        came_true = {name: chance.happens(shares[kind]) for name, shares in truths.OUTCOME_SHARES.items()}
        is_due = chance.happens(truths.RENEWAL_DUE)
        if day > last or number in followed:
            continue
        followed.add(number)
        stays = encounter.invitation.stage != "ended"
        renewed = came_true["renewed"] if stays and is_due else None
        yield (
            str(number),
            _day(day),
            _yes_or_no(came_true["stayed"] if stays else None),
            _yes_or_no(renewed),
            _yes_or_no(came_true["bought_more"]),
        )
    for number in range(truths.FOLLOWED_UNANSWERED):
        yield f"9{number:07d}", _day(last), _yes_or_no(True), "", _yes_or_no(chance.happens(0.1))


def _employee_rows(answered: list[tuple[Encounter, Written | None]], seed: int) -> Iterable[tuple[str, ...]]:
    """One row per channel and quarter asked: the mean of its employees, their spread, and how many they are."""
    chance = Chance(seed + 5)
    above: dict[tuple[Quarter, str], list[float]] = {}
    for encounter, _ in answered:
        asked = encounter.invitation
        above.setdefault((asked.quarter, asked.channel), []).append(encounter.nps - truths.STAGE_LEVEL[asked.stage])
    for quarter in (each for each in truths.QUARTERS if each.number in truths.EMPLOYEE_QUARTERS):
        of_all = [step for channel in truths.EMPLOYEES for step in above[quarter, channel]]
        middle = sum(of_all) / len(of_all)
        for channel, employees in truths.EMPLOYEES.items():
            steps = above[quarter, channel]
            better = truths.EMPLOYEE_STEP * (sum(steps) / len(steps) - middle)
            score = truths.EMPLOYEE_LEVEL + better + truths.EMPLOYEE_NOISE * chance.normal()
            spread, absent = 0.6 + 0.3 * chance.unit(), chance.below(4)
            told = (f"{score:.2f}".replace(".", ","), f"{spread:.2f}".replace(".", ","))
            yield (str(quarter), company.CHANNELS[channel], *told, str(employees - absent))


def _score_class(score: int) -> str:
    return "promoters" if score >= 9 else "passives" if score >= 7 else "detractors"


def _yes_or_no(value: bool | None) -> str:
    return "" if value is None else "kyllä" if value else "ei"


def _group(invitation: Invitation) -> tuple[str, ...]:
    return (
        company.STAGES[invitation.stage],
        company.SEGMENTS[invitation.segment],
        company.AGE_GROUPS[invitation.age_group],
        company.PRODUCTS[invitation.product],
        company.CHANNELS[invitation.channel],
        company.TOUCHPOINTS[invitation.touchpoint],
    )


def _day(day: date) -> str:
    return f"{day.day}.{day.month}.{day.year}"


def _score(value: int | None) -> str:
    return "" if value is None else str(value)


def _decimal(value: float | None) -> str:
    return "" if value is None else f"{value:.1f}".replace(".", ",")


def write_sheet(path: Path, header: tuple[str, ...], rows: Iterable[tuple[str, ...]], delimiter: str = ";") -> Path:
    """Write rows as the demo's systems export them, and return the file."""
    text = io.StringIO()
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    path.write_bytes(text.getvalue().encode("utf-8"))
    return path

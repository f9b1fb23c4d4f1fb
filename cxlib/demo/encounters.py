"""Who was asked, who answered and what they had met with: the demo company's survey before anybody writes a word."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

from cxlib.demo import company, truths
from cxlib.demo.chance import Chance
from cxlib.terms.quarter import Quarter

#: Invitations of a quarter grow from the first number to the last.
INVITED_FIRST, INVITED_LAST = 7500, 9150
DELIVERED_RATE = 0.975
WRITING_RATE = 0.297
#: Of those who answer, this share has answered in an earlier quarter, and this share already in the same one.
RETURNING_RATE = 0.15
LANGUAGES = (("fi", 0.78), ("sv", 0.12), ("en", 0.10))
#: Causes are met less often by those who have nothing to write; and those who write leave some of theirs unsaid.
SILENT_CAUSE_FACTOR = 0.45
MENTIONED = 0.88


@dataclass(slots=True)
class Customer:
    """A customer who has answered, with what stays the same from one answer to the next."""

    number: int
    segment: str
    product: str
    age_group: str
    language: str
    stage: str
    mood: float
    quarters: set[int] = field(default_factory=set)


@dataclass(slots=True)
class Invitation:
    """One person asked about one encounter."""

    quarter: Quarter
    day: date
    stage: str
    segment: str
    product: str
    channel: str
    touchpoint: str
    age_group: str
    delivered: bool


@dataclass(slots=True)
class Encounter:
    """An invitation that was answered: the customer, what they met with, and the scores they gave."""

    invitation: Invitation
    customer: Customer
    employee: company.Employee | None
    wrote: bool
    causes: tuple[str, ...] = ()
    nps: int = 0
    csat: int | None = None
    ces: int | None = None
    heard: int | None = None
    wait_minutes: float | None = None
    handling_days: int | None = None
    transfers: int | None = None
    first_contact_resolution: bool = True


def survey(seed: int) -> tuple[list[Invitation], list[Encounter]]:
    """Return everybody who was asked, and those who answered with their scores, in order of date."""
    chance = Chance(seed)
    invitations = list(_invitations(chance))
    invitations.sort(key=lambda invitation: invitation.day)
    encounters = _answered(invitations, chance)
    for quarter in truths.QUARTERS:
        _meet_causes([one for one in encounters if one.invitation.quarter == quarter], quarter, chance)
    for encounter in encounters:
        _operate(encounter, chance)
        _score(encounter, chance)
    return invitations, encounters


def _invitations(chance: Chance) -> Iterator[Invitation]:
    steps = len(truths.QUARTERS) - 1
    for step, quarter in enumerate(truths.QUARTERS):
        first = quarter.first_day
        days = [first + timedelta(days=day) for day in range((quarter.last_day - first).days + 1)]
        mix = truths.STAGE_MIX_AFTER if quarter >= truths.MIX_QUARTER else truths.STAGE_MIX_BEFORE
        stages = tuple(mix.items())
        for _ in range(INVITED_FIRST + (INVITED_LAST - INVITED_FIRST) * step // steps):
            yield _invitation(quarter, days, stages, chance)


def _invitation(
    quarter: Quarter, days: list[date], stages: tuple[tuple[str, float], ...], chance: Chance
) -> Invitation:
    stage = chance.weighted(stages)
    segment = chance.weighted(company.SEGMENT_MIX)
    product = chance.weighted(company.PRODUCT_MIX[segment])
    return Invitation(
        quarter=quarter,
        day=_day(days, chance),
        stage=stage,
        segment=segment,
        product=product,
        channel=chance.weighted(company.CHANNEL_MIX[product]),
        touchpoint=chance.weighted(company.TOUCHPOINT_MIX[stage]),
        age_group=chance.weighted(company.AGE_MIX) if segment == "consumer" else "",
        delivered=chance.happens(DELIVERED_RATE),
    )


def _day(days: list[date], chance: Chance) -> date:
    day = chance.pick(days)
    # Customers answer at weekends too, only less.
    return day if day.weekday() < 5 or chance.happens(0.4) else chance.pick(days)


def _answered(invitations: list[Invitation], chance: Chance) -> list[Encounter]:
    known: dict[tuple[str, str, str], list[Customer]] = {}
    encounters: list[Encounter] = []
    for invitation in invitations:
        rate = truths.RESPONSE_RATE * truths.AGE_RESPONSE[invitation.age_group]
        answers = chance.happens(rate * truths.STAGE_RESPONSE[invitation.stage])
        if not (invitation.delivered and answers):
            continue
        kin = known.setdefault((invitation.segment, invitation.product, invitation.age_group), [])
        customer = _customer(invitation, kin, chance)
        employee = chance.pick(company.STAFF) if invitation.channel in company.STAFFED else None
        encounters.append(Encounter(invitation, customer, employee, wrote=chance.happens(WRITING_RATE)))
    for number, encounter in enumerate(encounters):
        # Numbers are given when first met, so that they rise with the date as in a real register.
        if encounter.customer.number == 0:
            encounter.customer.number = 400_000 + 7 * number + chance.below(7)
    return encounters


def _customer(invitation: Invitation, kin: list[Customer], chance: Chance) -> Customer:
    """Someone who has answered before, now and then; otherwise someone new. Nobody goes back to being new."""
    stages = tuple(company.STAGES)
    if kin and chance.happens(RETURNING_RATE * 1.6):
        customer = chance.pick(kin)
        forward = stages.index(customer.stage) <= stages.index(invitation.stage)
        again = chance.happens(0.15) or invitation.quarter.ordinal not in customer.quarters
        if forward and again and customer.stage != "ended":
            customer.stage = invitation.stage
            customer.quarters.add(invitation.quarter.ordinal)
            return customer
    customer = Customer(
        number=0,
        segment=invitation.segment,
        product=invitation.product,
        age_group=invitation.age_group,
        language=chance.weighted(LANGUAGES),
        stage=invitation.stage,
        mood=chance.normal(),
        quarters={invitation.quarter.ordinal},
    )
    kin.append(customer)
    return customer


def _meet_causes(encounters: list[Encounter], quarter: Quarter, chance: Chance) -> None:
    """Give each encounter its causes, so that each cause is met as often as `truths` says, where it can be met."""
    writers = [one for one in encounters if one.wrote]
    met: dict[int, list[str]] = {}
    for cause in truths.CAUSE_EFFECTS:
        mean = sum(_exposure_of(cause, one) for one in writers) / len(writers)
        share = truths.cause_share(cause, quarter) / MENTIONED / mean
        for index, one in enumerate(encounters):
            expected = share * _exposure_of(cause, one)
            if cause == "phone_queue" and _has_action(one.invitation):
                expected *= truths.ACTION_QUEUE_FACTOR
            if chance.happens(expected if one.wrote else expected * SILENT_CAUSE_FACTOR):
                met.setdefault(index, []).append(cause)
    for index, causes in met.items():
        encounters[index].causes = tuple(cause for cause in causes if not OPPOSITES.get(cause, set()) & set(causes))


def _has_action(invitation: Invitation) -> bool:
    return invitation.channel == truths.ACTION_CHANNEL and invitation.quarter >= truths.ACTION_QUARTER


#: Praise that nobody gives together with these complaints.
OPPOSITES = {
    "quick": {"slow_handling", "phone_queue"},
    "easy": {"app_login"},
    "friendly": {"not_valued"},
}
#: How much more or less often a cause is met than elsewhere, by channel, touchpoint and product; 1 where not said.
EXPOSURE: dict[str, dict[str, float]] = {
    "slow_handling": {"application": 2.2, "closing": 1.2, "payment": 0.4, "advice": 0.6, "start": 0.9},
    "passed_around": {"phone": 1.7, "chat": 1.5, "branch": 1.2, "app": 0.4, "web": 0.6, "dealer": 0.9},
    "phone_queue": {"phone": 3.0, "chat": 0.9, "branch": 0.7, "web": 0.0, "app": 0.0, "dealer": 0.0},
    "app_login": {"app": 3.0, "web": 1.9, "phone": 0.0, "chat": 0.25, "branch": 0.0, "dealer": 0.0},
    "prices": {"payment": 1.4, "closing": 1.6, "application": 1.2, "savings": 1.1},
    "billing": {"payment": 2.6, "closing": 1.2, "application": 0.1, "advice": 0.4, "start": 0.6, "savings": 0.3},
    "no_reasons": {"application": 2.4, "change": 0.8, "savings": 0.3, "start": 0.3, "payment": 0.4, "advice": 0.6},
    "unclear_messages": {"payment": 1.3, "change": 1.4, "dealer": 0.6},
    "identity_questions": {"start": 1.8, "account": 1.5, "car": 0.4, "dealer": 0.3},
    "branches": {"branch": 2.6, "web": 0.5, "app": 0.4, "dealer": 0.0, "chat": 0.4, "car": 0.4},
    "dealer": {"dealer": 1.0, "web": 0.0, "app": 0.0, "phone": 0.0, "chat": 0.0, "branch": 0.0},
    "not_valued": {"phone": 1.3, "branch": 1.3, "app": 0.5, "web": 0.7, "closing": 1.4, "dealer": 0.4},
    "friendly": {"phone": 1.6, "branch": 1.9, "chat": 1.4, "app": 0.1, "web": 0.2, "dealer": 0.9},
    "quick": {"phone": 1.2, "chat": 1.3, "application": 1.2},
    "easy": {"app": 2.2, "web": 1.8, "phone": 0.5, "chat": 0.7, "branch": 0.4},
}


def _exposure_of(cause: str, encounter: Encounter) -> float:
    invitation = encounter.invitation
    return _exposure(cause, invitation.channel, invitation.touchpoint, invitation.product)


@cache
def _exposure(cause: str, channel: str, touchpoint: str, product: str) -> float:
    table = EXPOSURE[cause]
    return table.get(channel, 1.0) * table.get(touchpoint, 1.0) * table.get(product, 1.0)


def _operate(encounter: Encounter, chance: Chance) -> None:
    """Waiting, handling and transfers as the bank's own systems would have recorded them."""
    invitation, causes = encounter.invitation, encounter.causes
    if invitation.channel in company.STAFFED:
        mean = 27.0 if "phone_queue" in causes else 7.0 if invitation.channel == "phone" else 4.0
        encounter.wait_minutes = round(chance.long_tailed(mean * (0.6 if _has_action(invitation) else 1.0)), 1)
    if invitation.touchpoint in ("application", "change", "closing"):
        encounter.handling_days = 1 + int(chance.long_tailed(15.0 if "slow_handling" in causes else 3.0))
    passed_on = 1 + chance.below(4) if "passed_around" in causes else int(chance.happens(0.12))
    encounter.transfers = passed_on
    troubles = sum(truths.CAUSE_EFFECTS[cause] < 0 for cause in causes)
    encounter.first_contact_resolution = chance.happens(max(0.05, 0.86 - 0.3 * troubles - 0.12 * passed_on))


def _score(encounter: Encounter, chance: Chance) -> None:
    invitation, causes = encounter.invitation, encounter.causes
    level = _level(invitation) + sum(truths.CAUSE_EFFECTS[cause] for cause in causes)
    level += 0.8 * encounter.customer.mood + 0.8 * chance.normal()
    encounter.nps = _clip(level + 0.8 * chance.normal(), 0, 10)
    toil = 0.5 * len({"phone_queue", "app_login", "passed_around"} & set(causes)) - 0.5 * ("easy" in causes)
    if not chance.happens(0.015):
        encounter.csat = _clip(1 + 0.4 * (level + 0.9 * chance.normal()), 1, 5)
    if not chance.happens(0.03):
        encounter.ces = _clip(1 + 0.6 * (level + 0.9 * chance.normal()) - toil, 1, 7)
    if invitation.quarter >= truths.OVERLAP_QUARTER and not chance.happens(0.03):
        listened = 0.7 * ("friendly" in causes) - 0.8 * len({"not_valued", "passed_around"} & set(causes))
        encounter.heard = _clip(0.1 + 0.4 * (level + 1.1 * chance.normal()) + listened, 1, 5)


def _level(invitation: Invitation) -> float:
    level = truths.STAGE_LEVEL[invitation.stage]
    level += truths.SILENT_GROUP_EFFECT * (invitation.age_group == truths.SILENT_GROUP)
    level += truths.MIX_LIFT * (invitation.quarter >= truths.MIX_QUARTER)
    if invitation.channel == truths.ACTION_CHANNEL:
        level += truths.SELECTION_DIP * (invitation.quarter == truths.SELECTION_QUARTER)
        level += truths.ACTION_LIFT * (invitation.quarter >= truths.ACTION_QUARTER)
    if invitation.quarter == truths.LAST_QUARTER:
        level += truths.LAST_QUARTER_LIFT[invitation.stage]
    return level


def _clip(value: float, low: int, high: int) -> int:
    return max(low, min(high, int(value + 0.5) if value > 0 else 0))

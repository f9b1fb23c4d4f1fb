"""What is planted in the demo company: the answers a right analysis must give. Tests find each of them again."""

from __future__ import annotations

from cxlib.terms.quarter import Quarter

FIRST_QUARTER = Quarter(2023, 4)
QUARTERS = tuple(Quarter.from_ordinal(FIRST_QUARTER.ordinal + step) for step in range(12))
LAST_QUARTER = QUARTERS[-1]

#: How often each cause is met in open answers, as a share of them, when nothing is going on.
CAUSE_SHARES = {
    "slow_handling": 0.06,
    "passed_around": 0.065,
    "phone_queue": 0.06,
    "app_login": 0.06,
    "prices": 0.085,
    "billing": 0.055,
    "no_reasons": 0.04,
    "unclear_messages": 0.04,
    "identity_questions": 0.035,
    "branches": 0.035,
    "dealer": 0.02,
    "not_valued": 0.04,
    "friendly": 0.16,
    "quick": 0.10,
    "easy": 0.10,
}
PRAISE = ("friendly", "quick", "easy")
#: Our hands are tied in this one: the law makes us ask.
REGULATED_CAUSE = "identity_questions"

#: What a cause does to how likely a customer is to recommend, in steps of the 0–10 scale.
CAUSE_EFFECTS = {
    "slow_handling": -2.5,
    "passed_around": -2.2,
    "phone_queue": -1.6,
    "app_login": -1.6,
    "prices": -1.6,
    "billing": -1.9,
    "no_reasons": -2.6,
    "unclear_messages": -1.2,
    "identity_questions": -1.1,
    "branches": -1.3,
    "dealer": -1.6,
    "not_valued": -3.0,
    "friendly": 1.3,
    "quick": 1.1,
    "easy": 1.0,
}

#: 1. A cause that grows: slow handling, as a share of the open answers of each quarter.
GROWING_CAUSE = "slow_handling"
GROWING_SHARES = (0.06, 0.06, 0.06, 0.065, 0.07, 0.08, 0.09, 0.10, 0.115, 0.13, 0.145, 0.16)

#: 2. An action that helps one segment only: call-back, for those who phone. It was chosen because the quarter before
#: it was bad by chance; whoever takes that quarter as the starting point will believe in more than there is.
ACTION_CHANNEL = "phone"
ACTION_QUARTER = Quarter(2026, 1)
SELECTION_QUARTER = Quarter(2025, 4)
SELECTION_DIP = -0.55
ACTION_LIFT = 0.45
ACTION_QUEUE_FACTOR = 0.4

#: 3. An action that helped nobody: the letters that were written anew.
USELESS_ACTION_QUARTER = Quarter(2025, 2)
USELESS_ACTION_CAUSE = "unclear_messages"

#: 4. The index was revised: from the overlap quarter on the new question is asked, from the next one it counts.
OVERLAP_QUARTER = Quarter(2025, 4)
REVISION_QUARTER = Quarter(2026, 1)
NEW_QUESTION = "heard"

#: 5. A mix shift: many old contracts ended, so that those who answer are more often former customers. Every stage
#: became a little happier in the same quarter, and still the plain average of all answers fell.
MIX_QUARTER = Quarter(2025, 3)
STAGE_MIX_BEFORE = {"new": 0.24, "established": 0.65, "ended": 0.11}
STAGE_MIX_AFTER = {"new": 0.21, "established": 0.47, "ended": 0.32}
MIX_LIFT = 0.18

#: 6. A group that seldom answers, and is less happy: the young.
SILENT_GROUP = "from_18"
AGE_RESPONSE = {"from_18": 0.45, "from_30": 0.85, "from_45": 1.0, "from_60": 1.45, "from_75": 1.3, "": 0.95}
STAGE_RESPONSE = {"new": 1.0, "established": 1.05, "ended": 0.72}
RESPONSE_RATE = 0.218
SILENT_GROUP_EFFECT = -0.6

#: 7. The renewed app disturbed; the renewed login of the last quarter put it right.
APP_SHARES = (0.05, 0.05, 0.05, 0.14, 0.13, 0.12, 0.11, 0.105, 0.10, 0.10, 0.10, 0.04)

#: 8. The last quarter: established customers are happier, new ones perhaps not, former ones as they were.
LAST_QUARTER_LIFT = {"new": -0.25, "established": 0.4, "ended": 0.1}

#: 9. What customers did half a year after they answered: detractors leave and do not renew; buying more has nothing
#: to do with the score.
OUTCOME_SHARES = {
    "stayed": {"promoters": 0.95, "passives": 0.91, "detractors": 0.78},
    "renewed": {"promoters": 0.74, "passives": 0.66, "detractors": 0.47},
    "bought_more": {"promoters": 0.16, "passives": 0.16, "detractors": 0.16},
}
OUTCOME_DAYS = 180
#: A renewal falls due for so many, and a few customers are followed who never answered.
RENEWAL_DUE = 0.6
FOLLOWED_UNANSWERED = 40

#: 10. Where the staff of a channel are well, its customers are: what employees answer on average (1–5), and how much
#: more where the channel's customers of the quarter are one step (0–10) likelier to recommend than others of their
#: stage.
EMPLOYEE_LEVEL = 3.7
EMPLOYEE_STEP = 0.8
EMPLOYEE_NOISE = 0.04
#: They are asked twice a year, in the first and third quarters; of each channel so many answer.
EMPLOYEE_QUARTERS = (1, 3)
EMPLOYEES = {"web": 34, "app": 28, "phone": 61, "chat": 23, "branch": 74, "dealer": 19}

#: How likely a customer of each stage is to recommend when nothing has happened.
STAGE_LEVEL = {"new": 8.35, "established": 8.25, "ended": 6.2}


def cause_share(cause: str, quarter: Quarter) -> float:
    """The share of a quarter's open answers in which a cause is met.

    >>> cause_share("slow_handling", FIRST_QUARTER), cause_share("slow_handling", LAST_QUARTER)
    (0.06, 0.16)
    """
    step = quarter.ordinal - FIRST_QUARTER.ordinal
    if cause == GROWING_CAUSE:
        return GROWING_SHARES[step]
    return APP_SHARES[step] if cause == "app_login" else CAUSE_SHARES[cause]

"""Every sentence on an action, every verdict and every reason, in every language."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from math import inf
from typing import get_args

from cxlib.terms.action import Action, ActionResult, StudyPoint, Unknowable
from cxlib.terms.programme import Dimension, Label, Programme, Value
from cxlib.terms.quarter import Quarter
from cxlib.wording.actions import (
    action_sentence,
    action_verdict,
    actions_sentence,
    chosen_sentence,
    compared_sentence,
    naive_sentence,
    no_actions_sentence,
    started_words,
    study_alt,
    study_hover,
    study_title,
    whom_words,
)
from cxlib.wording.tongue import Tongue

BEGAN, CHOSEN = Quarter(2026, 1), Quarter(2025, 4)
CALLBACK = Label(fi="Takaisinsoitto", sv="Återuppringning", en="Call-back")
ACTION = Action("callback", CALLBACK, (("channel", ("phone", "chat")),), ("channel", "product"), BEGAN, CHOSEN)
POINTS = (
    StudyPoint(Quarter(2025, 3), 0.0, None, None),
    StudyPoint(CHOSEN, -6.5, -13.4, 0.4, chosen=True),
    StudyPoint(BEGAN, 6.0, -2.6, 14.6),
)
HELPED = ActionResult(
    *(ACTION, "helped", None, 7.17, 3.49, 10.83, 0.0001, 8.44, 5, 16, 5, 1),
    *((Quarter(2024, 4), Quarter(2025, 3)), (BEGAN, Quarter(2026, 2)), POINTS),
)
PROGRAMME = Programme(
    *("Esimerkkipankki", "fi", (), (), ()),
    (Dimension("channel", Label(fi="Kanava", sv="Kanal", en="Channel"), (Value("phone", Label(fi="Puhelin")),)),),
)


def test_every_branch_reads_as_written(
    spoken: Tongue, agrees: Callable[[str, Mapping[str, str], Tongue], None]
) -> None:
    harmed = replace(HELPED, verdict="harmed", effect=-7.17, low=-10.83, high=-3.49)
    nothing = replace(HELPED, verdict="no_evidence", effect=0.76, low=-3.06, high=4.29)
    early = replace(HELPED, verdict="too_early", effect=None, naive=None, after=(BEGAN,))
    said = {
        "helped": action_sentence(HELPED, spoken),
        "harmed": action_sentence(harmed, spoken),
        "no evidence": action_sentence(nothing, spoken),
        "no evidence, nothing bounds it": action_sentence(replace(nothing, low=-inf, high=inf), spoken),
        "one quarter": action_sentence(early, spoken),
        "no quarter yet": action_sentence(replace(early, after=()), spoken),
        **{
            reason: action_sentence(replace(HELPED, verdict="cannot_be_known", reason=reason), spoken)
            for reason in get_args(Unknowable)
        },
        **{
            f"verdict {verdict}": action_verdict(replace(HELPED, verdict=verdict), spoken)
            for verdict in ("helped", "harmed", "no_evidence", "too_early", "cannot_be_known")
        },
        "compared": compared_sentence(HELPED, spoken),
        "compared with nothing": compared_sentence(early, spoken),
        "chosen": chosen_sentence(ACTION, spoken),
        "chosen, not known": chosen_sentence(replace(ACTION, chosen_quarter=None), spoken),
        "naive": naive_sentence(HELPED, spoken),
        "naive of nothing": naive_sentence(early, spoken),
        "whom": whom_words(ACTION, PROGRAMME, spoken),
        "started": started_words(ACTION, spoken),
        "reference": study_hover(POINTS[0], spoken),
        "chosen quarter": study_hover(POINTS[1], spoken),
        "quarter after": study_hover(POINTS[2], spoken),
        "alt": study_alt(HELPED, spoken),
        "title": study_title(spoken),
        "all": actions_sentence(spoken),
        "none": no_actions_sentence(spoken),
    }
    agrees("actions", said, spoken)

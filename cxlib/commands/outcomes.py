"""What customers did after they answered."""

from __future__ import annotations

import argparse

from cxlib import loading
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.outcomes import customer_outcomes
from cxlib.publish.outcomes import outcomes_record, outcomes_text
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    add(commands, "outcomes", outcomes, "what customers did later, by the score they gave")


def outcomes(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    found = customer_outcomes(opened(here), here.programme)
    words = tongue(options.language)
    return show(outcomes_record(found, words)) if options.json else say(outcomes_text(found, words))

"""Which actions helped."""

from __future__ import annotations

import argparse

from cxlib import effects, loading
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.publish.effects import action_record, actions_text
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    acting = add(commands, "actions", acted, "did it help: those an action of actions.toml touched against the others")
    acting.add_argument("--quarter", type=Quarter.parse, help="by the answers up to it, such as 2026Q3")


def acted(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    known = loading.actions(here)
    results = effects.action_results(opened(here), here.programme, known, options.quarter)
    words = tongue(options.language)
    if options.json:
        return show([action_record(result, words) for result in results])
    return say(actions_text(results, here.programme, words))

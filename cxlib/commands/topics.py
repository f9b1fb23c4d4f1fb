"""What customers began to write about, and the searches that are followed."""

from __future__ import annotations

import argparse

from cxlib import loading
from cxlib import topics as found_topics
from cxlib.commands.line import Commands, add, opened, say, show
from cxlib.publish.topics import topics_record, topics_text
from cxlib.terms.quarter import Quarter
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    telling = add(commands, "topics", topics, "words that came up this quarter, and the searches of topics.toml")
    telling.add_argument("--quarter", type=Quarter.parse, help="such as 2026Q3; the latest when left out")


def topics(options: argparse.Namespace) -> int:
    here = loading.organisation(loading.data_folder())
    store, said = opened(here), tongue(options.language)
    found = found_topics.emerging(store, here.programme, options.quarter)
    searches = found_topics.saved_searches(here.folder)
    followed = found_topics.tracked(store, here.programme, searches, options.quarter)
    return show(topics_record(found, followed, said)) if options.json else say(topics_text(found, followed, said))

"""Posts on social media: how they sound, and whether that follows the survey."""

from __future__ import annotations

import argparse

from cxlib import loading
from cxlib.breakdown import breakdown
from cxlib.commands.line import Commands, add, opened, say, selected, show, where_of
from cxlib.errors import NoStore
from cxlib.loading.definitions import social_folder
from cxlib.publish.social import social_record, social_text
from cxlib.social import Series, headline_label, headline_name, social
from cxlib.store.folder import current
from cxlib.terms.selection import Selection
from cxlib.wording.tongue import tongue


def register(commands: Commands) -> None:
    selected(add(commands, "social", posts, "how posts on social media sound, and whether that follows the survey"))


def posts(options: argparse.Namespace) -> int:
    folder = loading.data_folder()
    place = social_folder(folder)
    if place is None:
        raise NoStore("There are no posts yet. Import some: python -m cxlib import FILE --profile social_posts.")
    here, words = loading.organisation(place), tongue(options.language)
    survey: Series = ()
    programme = here.programme
    if place != folder and current(folder) is not None:
        asked = loading.organisation(folder)
        programme = asked.programme
        name = headline_name(programme)
        lines = breakdown(opened(asked), programme, asked.codebook, name, by="quarter") if name else ()
        survey = tuple((line.quarter, line.value) for line in lines if line.quarter is not None)
    found = social(opened(here), here.programme, Selection(options.quarter, where_of(options)), survey)
    label = headline_label(programme)
    return show(social_record(found, label, words)) if options.json else say(social_text(found, label, words))

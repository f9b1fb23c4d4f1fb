"""What moved in the quarter, of all that is watched, and how often does such an alarm come for nothing?"""

from cxlib.app.actions import actions_heading
from cxlib.app.alerts import alert_cards, every_track, unwatched, watch_of
from cxlib.app.visit import visit
from cxlib.wording.alerts import watch_headline

here = visit()
found = watch_of(here)

actions_heading(here, watch_headline(found, here.tongue))
alert_cards(here, found)
if found.tracks:
    every_track(here, found)
unwatched(here, found)

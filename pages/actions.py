"""Did what we did help?"""

from cxlib.app.actions import action_cards, actions_heading
from cxlib.app.visit import visit

here = visit()

actions_heading(here, here.tongue._("Mikä auttoi?"))
action_cards(here)

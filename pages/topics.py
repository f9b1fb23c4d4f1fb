"""What did customers begin to write about?"""

from cxlib.app.actions import actions_heading
from cxlib.app.topics import emerging_topics, followed_searches
from cxlib.app.visit import visit

here = visit()
actions_heading(here, here.tongue._("Mistä asiakkaat alkoivat puhua?"))
emerging_topics(here)
followed_searches(here)

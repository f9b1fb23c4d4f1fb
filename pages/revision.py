"""What would the index be by another definition, and does the story change with it?"""

from cxlib.app.actions import actions_heading
from cxlib.app.revision import show_revision
from cxlib.app.visit import visit

here = visit()

actions_heading(here, here.tongue._("Mittarin uudistus"))
show_revision(here)

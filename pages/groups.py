"""Which groups of customers stand out, and which differences are only chance?"""

from cxlib.app.groups import choice, show_groups
from cxlib.app.heading import heading
from cxlib.app.visit import visit

here = visit()

heading(here, here.tongue._("Ryhmät rinnakkain"))
show_groups(here, choice(here))

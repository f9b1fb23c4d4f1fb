"""Why did the index move since the previous quarter?"""

from cxlib.app.heading import heading
from cxlib.app.movement_bridge import movement_of, show_movement
from cxlib.app.visit import visit

here = visit()

heading(here, here.tongue._("Miksi muuttui?"))
show_movement(here, movement_of(here))

"""What goes together with the index?"""

from cxlib.app.actions import actions_heading
from cxlib.app.drivers import driver_bars
from cxlib.app.employees import employees_part
from cxlib.app.visit import visit

here = visit()

actions_heading(here, here.tongue._("Mitkä asiat ovat yhteydessä indeksiin?"))
driver_bars(here)
employees_part(here)

"""Whose answer should a person read next, and what is it about?"""

from cxlib.app.coding import coding_heading, coding_page
from cxlib.app.visit import visit

here = visit()

coding_heading(here)
coding_page(here)

"""Which words mean which theme, and who says so?"""

from cxlib.app.codebook import codebook_heading, codebook_page
from cxlib.app.visit import visit

here = visit()

codebook_heading(here)
codebook_page(here)

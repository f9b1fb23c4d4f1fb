"""What did customers do after they answered?"""

from cxlib.app.outcomes import outcomes_heading, show_outcomes
from cxlib.app.visit import visit

here = visit()

outcomes_heading(here)
show_outcomes(here)

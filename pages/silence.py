"""Who did not answer, and what does their silence do to the numbers?"""

from cxlib.app.heading import heading
from cxlib.app.silence_parts import show_silence, silence_of
from cxlib.app.visit import visit

here = visit()

heading(here, here.tongue._("Keitä emme kuulleet?"))
show_silence(here, silence_of(here))

-- One row per open answer in which more is covered than was: the text that stays.
update verbatim
set
    body = incoming_reading.body, characters = length(incoming_reading.body),
    redactions = verbatim.redactions + incoming_reading.redactions
from incoming_reading
where incoming_reading.verbatim_id = verbatim.verbatim_id and incoming_reading.redactions > 0

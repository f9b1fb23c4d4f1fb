-- One row per open answer of whose text something is covered: the text that stays.
update verbatim
set
    body = incoming_covered.body, characters = length(incoming_covered.body),
    redactions = verbatim.redactions + incoming_covered.redactions
from incoming_covered
where incoming_covered.verbatim_id = verbatim.verbatim_id

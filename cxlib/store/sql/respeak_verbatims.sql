-- One row per open answer that is found to be in another language than before.
update verbatim set language = incoming_reading.language
from incoming_reading
where
    incoming_reading.verbatim_id = verbatim.verbatim_id
    and verbatim.language is distinct from incoming_reading.language

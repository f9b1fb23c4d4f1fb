-- One row per open answer that is found to be in another language than before, or known from elsewhere to be.
update verbatim
set
    language = incoming_reading.language,
    language_source = coalesce(incoming_reading.language_source, verbatim.language_source)
from incoming_reading
where
    incoming_reading.verbatim_id = verbatim.verbatim_id
    and (
        verbatim.language is distinct from incoming_reading.language
        or verbatim.language_source
        is distinct from coalesce(incoming_reading.language_source, verbatim.language_source)
    )

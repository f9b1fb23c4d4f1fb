-- One row per open answer of a new response.
insert into verbatim
select
    spoken.verbatim_id, spoken.response_id, spoken.cell_id, spoken.day, incoming_verbatim.question,
    incoming_verbatim.body, coalesce(length(incoming_verbatim.body), 0), incoming_verbatim.language, spoken.score,
    incoming_verbatim.themes, incoming_verbatim.coded_by_person, incoming_verbatim.tone, incoming_verbatim.redactions,
    incoming_verbatim.language_source
from spoken
inner join incoming_verbatim on incoming_verbatim.answer = spoken.answer
order by spoken.verbatim_id

-- One row per term and new open answer that has it, by term.
insert into posting
select distinct numbered_term.term_id, spoken.verbatim_id
from incoming_key
inner join spoken on spoken.answer = incoming_key.answer
inner join numbered_term on numbered_term.term_code = incoming_key.term_code
order by numbered_term.term_id, spoken.verbatim_id

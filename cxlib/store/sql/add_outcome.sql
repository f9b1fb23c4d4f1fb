-- One row per new outcome of an answer, kept among the measurements of the answer.
insert into response_operation
select response_id, operation, measured
from arrived_outcome
where status = 'new' and number not in (select number from arrived_outcome where status in ('different', 'later'))
order by operation, response_id

-- One row per new measurement of an answer.
insert into response_operation
select response_id, operation, measured
from arrived_measurement
where status = 'new' and number not in (select number from arrived_measurement where status in ('different', 'later'))
order by operation, response_id

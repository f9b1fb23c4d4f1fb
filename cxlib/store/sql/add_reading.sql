-- One row per open answer that is read anew.
insert into reading
select verbatim_id, $reader, by_model, chances, tone
from incoming_reading
order by verbatim_id

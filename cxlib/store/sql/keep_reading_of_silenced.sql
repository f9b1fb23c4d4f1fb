-- One row per text that leaves without a reading: that it was there, and nobody read it, so that it counts as before.
insert into reading (verbatim_id, reader, by_model, chances, tone)
select silenced.verbatim_id, 0, 0, null, 0
from silenced
where silenced.verbatim_id not in (select reading.verbatim_id from reading)

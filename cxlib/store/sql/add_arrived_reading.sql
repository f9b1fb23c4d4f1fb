-- One row per new open answer that was read on its way in, by the reader that read those before it.
insert into reading
select
    spoken.verbatim_id, reader.reader, incoming_arrived.by_model, incoming_arrived.chances, incoming_arrived.tone
from incoming_arrived
inner join spoken on spoken.answer = incoming_arrived.answer
inner join reader on reader.detectors = $detectors
where reader.reader = (select max(newest.reader) from reader as newest)
order by spoken.verbatim_id

-- One row: how many texts there are, and how many were not read by these detectors.
select
    count(*) as texts,
    count(*) filter (where reader.detectors is distinct from $detectors) as older
from verbatim
left join reading on reading.verbatim_id = verbatim.verbatim_id
left join reader on reader.reader = reading.reader
where verbatim.body is not null

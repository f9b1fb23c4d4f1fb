-- One row per text that was not read by these detectors, in the order of their numbers.
select verbatim.verbatim_id, verbatim.body, verbatim.language, verbatim.question, verbatim.score
from verbatim
left join reading on reading.verbatim_id = verbatim.verbatim_id
left join reader on reader.reader = reading.reader
where verbatim.body is not null and verbatim.verbatim_id > $after and reader.detectors is distinct from $detectors
order by verbatim.verbatim_id
limit $most

-- One row per open answer whose text leaves: its themes and what a person coded stay.
update verbatim set body = null, characters = 0
where verbatim_id in (select silenced.verbatim_id from silenced)

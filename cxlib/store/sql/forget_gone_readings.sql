-- One row per reading of an answer that is there no longer leaves; that of one whose text alone has left stays.
delete from reading
where verbatim_id not in (select verbatim.verbatim_id from verbatim)

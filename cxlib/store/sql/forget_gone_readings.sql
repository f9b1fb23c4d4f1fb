-- One row per reading of an answer that is there no longer, or has no text any longer, leaves.
delete from reading
where verbatim_id not in (select verbatim.verbatim_id from verbatim where verbatim.body is not null)

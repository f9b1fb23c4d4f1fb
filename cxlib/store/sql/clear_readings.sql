-- One row per text leaves: every one was read anew by the codebook alone. What has no text any longer stays as read.
delete from reading
where verbatim_id in (select verbatim.verbatim_id from verbatim where verbatim.body is not null)

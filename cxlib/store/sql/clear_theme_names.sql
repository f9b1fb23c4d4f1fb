-- One row per theme that the codebook has no longer leaves.
delete from dictionary where kind = 'theme' and id = any(cast($gone as varchar[]))

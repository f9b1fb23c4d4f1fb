-- One row leaves per theme that the codebook has no longer.
delete from dictionary where kind = 'theme' and id = any(cast($gone as varchar[]))

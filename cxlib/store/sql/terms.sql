-- One row per term asked for that some open answer has.
select term_id, term from term where term = any(cast($keys as varchar[]))

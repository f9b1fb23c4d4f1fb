-- One row per open answer that has a term.
select verbatim_id from posting where term_id = cast($term as integer)

-- One row per row there is leaves: a rebuild makes them anew.
delete from index_pattern

-- One row leaves per row there is: a rebuild makes them anew.
delete from score_count

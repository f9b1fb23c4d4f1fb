-- One row per row there is leaves: a rebuild makes them anew.
delete from stage_repeat

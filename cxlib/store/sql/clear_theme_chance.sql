-- One row per row there is leaves: chances are added up anew.
delete from theme_chance

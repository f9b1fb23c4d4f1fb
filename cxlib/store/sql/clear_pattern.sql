-- One row leaves per row there is: a rebuild makes them anew.
delete from pattern

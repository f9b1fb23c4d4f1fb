-- One row per row there is leaves: repeated answers are counted anew.
delete from repeated

-- One row per row there is leaves: pairs of answers are counted anew.
delete from repeat_pair

-- One row per combination of answers: its combination of component scores.
select pattern_id, index_id from pattern

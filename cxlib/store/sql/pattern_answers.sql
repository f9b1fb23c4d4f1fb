-- One row per combination of answers and question answered in it.
select pattern_id, question, score from pattern_score

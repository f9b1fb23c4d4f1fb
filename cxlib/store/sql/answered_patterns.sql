-- One row per combination of answers in which a question is answered.
select pattern_id from pattern_score where question = $question

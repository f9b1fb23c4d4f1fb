-- One row per cell, answer to a question and batch: how many gave it, plain and weighted.
select cell_id, score, respondents, weight, weight_squared
from score_count
where question = $question

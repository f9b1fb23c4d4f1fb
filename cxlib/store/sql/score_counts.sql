-- One row per cell and answer to a question: how many gave it, plain and weighted.
select
    cell_id, score,
    sum(respondents) as respondents, sum(weight) as weight, sum(weight_squared) as weight_squared
from score_count
where question = $question
group by cell_id, score

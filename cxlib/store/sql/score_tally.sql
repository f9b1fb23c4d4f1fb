-- One row per group of the chosen cells and answer to a question: how many gave it, plain and weighted.
select
    chosen.value, score_count.score,
    sum(score_count.respondents) as respondents,
    sum(score_count.weight) as weight,
    sum(score_count.weight_squared) as weight_squared
from score_count
inner join chosen on chosen.cell_id = score_count.cell_id
where score_count.question = $question
group by chosen.value, score_count.score
order by chosen.value, score_count.score

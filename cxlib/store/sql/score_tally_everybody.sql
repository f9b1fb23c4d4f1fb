-- One row per group and answer to a question: how many gave it in a quarter or ever, plain and weighted.
select
    case when $by_stage then stage else 0 end as value, score,
    sum(respondents) as respondents, sum(weight) as weight, sum(weight_squared) as weight_squared
from stage_score
where question = $question and ($quarter is null or quarter = $quarter)
group by case when $by_stage then stage else 0 end, score
order by value, score

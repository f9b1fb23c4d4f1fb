-- One row per quarter, stage, question and answer with new responses.
insert into stage_score
with counted as (
    select
        quarter, stage, pattern_id, count(*) as respondents, sum(weight) as weight,
        sum(weight * weight) as weight_squared
    from fresh
    group by quarter, stage, pattern_id
)

select
    counted.quarter, counted.stage, pattern_score.question, pattern_score.score,
    sum(counted.respondents), sum(counted.weight), sum(counted.weight_squared)
from counted
inner join pattern_score on pattern_score.pattern_id = counted.pattern_id
group by counted.quarter, counted.stage, pattern_score.question, pattern_score.score
order by pattern_score.question, counted.quarter, counted.stage, pattern_score.score

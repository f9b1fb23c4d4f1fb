-- One row per question, cell and answer with new responses.
insert into score_count
with counted as (
    select
        cell_id, pattern_id, count(*) as respondents, sum(weight) as weight, sum(weight * weight) as weight_squared
    from fresh
    group by cell_id, pattern_id
)

select
    counted.cell_id, pattern_score.question, pattern_score.score,
    sum(counted.respondents), sum(counted.weight), sum(counted.weight_squared)
from counted
inner join pattern_score on pattern_score.pattern_id = counted.pattern_id
group by counted.cell_id, pattern_score.question, pattern_score.score
order by pattern_score.question, counted.cell_id, pattern_score.score

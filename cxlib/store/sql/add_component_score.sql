-- One row per new combination of scores and component; component −1 where any was answered.
insert into component_score
with example as (
    select index_id, min(pattern_id) as pattern_id from pattern where index_id > $index_pattern group by index_id
),

scored as (
    select example.index_id, component_rule.component, component_rule.score
    from example
    inner join pattern_score on pattern_score.pattern_id = example.pattern_id
    inner join component_rule
        on component_rule.question = pattern_score.question and component_rule.answer = pattern_score.score
)

select index_id, component, score from scored
union all
select distinct index_id, -1, 0 from scored
order by 1, 2

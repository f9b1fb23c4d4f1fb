-- One row per pattern without component scores yet: the key of its combination of scores.
create or replace temp table pattern_index as
with scored as (
    select
        pattern_score.pattern_id,
        string_agg(
            component_rule.component || '=' || cast(component_rule.score as varchar), ','
            order by component_rule.component
        ) as key
    from pattern_score
    inner join component_rule
        on component_rule.question = pattern_score.question and component_rule.answer = pattern_score.score
    group by pattern_score.pattern_id
)

select numbered_pattern.pattern_id, numbered_pattern.key as pattern_key, coalesce(scored.key, '') as key
from numbered_pattern
left join scored on scored.pattern_id = numbered_pattern.pattern_id
where numbered_pattern.is_new

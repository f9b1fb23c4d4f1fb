-- One row per stage, weight, set of themes and component scores of the respondents in the chosen cells.
with counted as (
    select
        chosen.stage, response.weight, response.themes, response.pattern_id, response.wrote, count(*) as respondents
    from response
    inner join chosen on chosen.cell_id = response.cell_id
    group by chosen.stage, response.weight, response.themes, response.pattern_id, response.wrote
)

select
    counted.stage, counted.weight, counted.themes, pattern.index_id, counted.wrote,
    sum(counted.respondents) as respondents
from counted
inner join pattern on pattern.pattern_id = counted.pattern_id
group by counted.stage, counted.weight, counted.themes, pattern.index_id, counted.wrote
order by counted.stage, counted.weight, counted.themes, pattern.index_id, counted.wrote

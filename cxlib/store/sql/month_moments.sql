-- One row per month, stage, weight and combination of component scores: how many gave it.
select
    cast(date_part('year', response.day) * 12 + date_part('month', response.day) - 1 as integer) as month,
    cell.stage, response.weight, pattern.index_id, count(*) as respondents
from response
inner join cell on cell.cell_id = response.cell_id
inner join pattern on pattern.pattern_id = response.pattern_id
group by month, cell.stage, response.weight, pattern.index_id
order by month, cell.stage, response.weight, pattern.index_id

-- One row per quarter, stage and combination of answers: how many gave it, and what they weigh.
select
    cell.quarter, cell.stage, response.pattern_id, count(*) as respondents, sum(response.weight) as weight,
    sum(response.weight * response.weight) as weight_squared
from response
inner join cell on cell.cell_id = response.cell_id
group by cell.quarter, cell.stage, response.pattern_id
order by cell.quarter, cell.stage, response.pattern_id

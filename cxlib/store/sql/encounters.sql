-- One row per respondent of a quarter: who, stage, weight and combination of component scores.
select response.response_id, response.customer, cell.stage, response.weight, pattern.index_id, pattern.pattern_id
from response
inner join cell on cell.cell_id = response.cell_id
inner join pattern on pattern.pattern_id = response.pattern_id
where cell.quarter = $quarter
order by response.response_id

-- One row per respondent of a quarter and operation measured.
select response_operation.response_id, response_operation.operation, response_operation.measured
from response_operation
inner join response on response.response_id = response_operation.response_id
inner join cell on cell.cell_id = response.cell_id
where cell.quarter = $quarter
order by response_operation.response_id, response_operation.operation

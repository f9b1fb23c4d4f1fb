-- One row per response that the rollups do not contain yet.
create or replace temp table fresh as
select
    response.response_id, response.customer, response.cell_id, cell.quarter, cell.stage, response.weight,
    response.pattern_id, pattern.index_id, response.themes, response.wrote
from response
inner join cell on cell.cell_id = response.cell_id
inner join pattern on pattern.pattern_id = response.pattern_id
where response.response_id > $response

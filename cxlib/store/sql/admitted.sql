-- One row per new response, numbered by cell, so that answers that are filtered together lie together.
create or replace temp table admitted as
with said as (
    select number, bit_or(themes) as themes from incoming_verbatim group by number
)

select
    $response + row_number() over (order by numbered_cell.cell_id, arrived.day, arrived.number) as response_id,
    arrived.number, arrived.key, arrived.content, arrived.customer, arrived.day, arrived.weight,
    numbered_cell.cell_id, numbered_pattern.pattern_id,
    coalesce(said.themes, 0) as themes, said.number is not null as wrote
from arrived
inner join numbered_cell on numbered_cell.cell_code = arrived.cell_code
inner join numbered_pattern on numbered_pattern.pattern_code = arrived.pattern_code
left join said on said.number = arrived.number
where arrived.status = 'new'

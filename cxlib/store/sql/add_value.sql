-- One row per value of a dimension that the store meets for the first time.
insert into value
with met as (
    select distinct incoming_cell_value.dimension, incoming_cell_value.value as id
    from incoming_cell_value
    inner join used_cell on used_cell.cell_code = incoming_cell_value.cell_code
)

select $value + row_number() over (order by met.dimension, met.id), met.dimension, met.id
from met
left join value on value.dimension = met.dimension and value.id = met.id
where value.value is null

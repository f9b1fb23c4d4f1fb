-- One row per cell that has no value of a dimension.
insert into cell_value
with known as (
    select cell_value.cell_id
    from cell_value
    inner join value on value.value = cell_value.value
    where value.dimension = $dimension
)

select cell.cell_id, value.value
from cell
inner join value on value.dimension = $dimension and value.id = $unknown
left join known on known.cell_id = cell.cell_id
where known.cell_id is null
order by cell.cell_id

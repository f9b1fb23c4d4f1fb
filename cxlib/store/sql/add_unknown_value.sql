-- One row: what an answer has of a dimension that is new to the store.
insert into value
select (select coalesce(max(value), 0) from value) + 1, $dimension, $unknown
where not exists (select 1 from value where dimension = $dimension and id = $unknown)
    and exists (
        select 1 from cell
        where not exists (
            select 1 from cell_value
            inner join value on value.value = cell_value.value
            where cell_value.cell_id = cell.cell_id and value.dimension = $dimension
        )
    )

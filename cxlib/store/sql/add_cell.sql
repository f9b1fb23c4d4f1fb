-- One row per cell that the store meets for the first time, numbered in the order of time.
insert into cell
select
    $cell + row_number() over (order by used_cell.quarter, value.value, used_cell.key),
    used_cell.quarter, value.value, used_cell.key
from used_cell
inner join value on value.dimension = $stage and value.id = used_cell.stage
where used_cell.cell_id is null

-- One row per new cell and dimension.
insert into cell_value
select numbered_cell.cell_id, value.value
from numbered_cell
inner join incoming_cell_value on incoming_cell_value.cell_code = numbered_cell.cell_code
inner join value on value.dimension = incoming_cell_value.dimension and value.id = incoming_cell_value.value
where numbered_cell.cell_id > $cell
order by value.value, numbered_cell.cell_id

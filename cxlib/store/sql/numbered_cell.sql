-- One row per used cell of the file: its number in the store.
create or replace temp table numbered_cell as
select used_cell.cell_code, cell.cell_id
from used_cell
inner join cell on cell.key = used_cell.key

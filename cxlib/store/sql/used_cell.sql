-- One row per cell of the file that something new belongs to, numbered if the store knows it.
create or replace temp table used_cell as
with used as (
    select cell_code from arrived where status = 'new'
    union
    select cell_code from arrived_invitation where status = 'new'
)

select incoming_cell.*, cell.cell_id
from incoming_cell
inner join used on used.cell_code = incoming_cell.cell_code
left join cell on cell.key = incoming_cell.key

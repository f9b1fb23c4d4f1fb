-- One row per cell with new responses.
insert into headcount
select cell_id, count(*) from fresh group by cell_id order by cell_id

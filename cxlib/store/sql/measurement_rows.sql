-- One row per row of the file and status that one of its measurements has.
select distinct number, status from arrived_measurement order by number, status

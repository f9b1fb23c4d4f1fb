-- One row per row of the file and status that one of its outcomes has.
select distinct number, status from arrived_outcome order by number, status

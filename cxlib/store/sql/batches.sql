-- One row per imported file, the first first; a store made before a column was kept lacks it.
select * from batch order by batch

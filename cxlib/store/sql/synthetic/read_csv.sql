-- One row per row of a file, as DuckDB alone reads it: what an import is compared with.
create or replace table taken as
select * from read_csv($file)

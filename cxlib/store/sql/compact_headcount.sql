-- One row per cell: what every batch said of it, together.
create or replace table headcount as
select cell_id, cast(sum(respondents) as integer) as respondents
from headcount
group by cell_id
order by cell_id

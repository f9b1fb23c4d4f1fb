-- One row per term: what every batch said of it, together.
create or replace table term_count as
select term_id, cast(sum(verbatims) as integer) as verbatims
from term_count
group by term_id
order by term_id

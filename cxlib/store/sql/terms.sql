-- One row per term asked for that some open answer has.
with wanted as (
    select unnest(cast($keys as varchar[])) as term
)

select term.term_id, term.term
from term
inner join wanted on wanted.term = term.term

-- One row per key asked for that some open answer has: how many have it.
with wanted as (
    select unnest(cast($keys as varchar[])) as term
)

select term.term, term.term_id, cast(sum(term_count.verbatims) as bigint) as verbatims
from term
inner join wanted on wanted.term = term.term
inner join term_count on term_count.term_id = term.term_id
group by term.term, term.term_id
order by verbatims, term.term

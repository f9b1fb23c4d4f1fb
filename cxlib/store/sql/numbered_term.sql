-- One row per term of the file: its number in the store, given now if it has none.
create or replace temp table numbered_term as
with known as (
    select incoming_term.term_code, incoming_term.term, term.term_id
    from incoming_term
    left join term on term.term = incoming_term.term
)

select
    term_code, term, term_id is null as is_new,
    coalesce(term_id, $term + row_number() over (partition by term_id is null order by term)) as term_id
from known

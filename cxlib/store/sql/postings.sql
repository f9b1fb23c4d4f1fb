-- One row per term asked for and open answer that has it.
with wanted as (
    select unnest(cast($terms as integer[])) as term_id
)

select posting.term_id, posting.verbatim_id
from posting
inner join wanted on wanted.term_id = posting.term_id

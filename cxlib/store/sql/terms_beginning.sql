-- One row per beginning asked for and term that some open answer has and that begins so.
with wanted as (
    select unnest(cast($pieces as varchar[])) as piece
)

select wanted.piece, term.term_id
from term
inner join wanted on starts_with(term.term, wanted.piece)

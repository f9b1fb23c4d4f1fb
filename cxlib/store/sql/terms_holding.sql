-- One row per piece asked for and term that some open answer has and that holds it.
with wanted as (
    select unnest(cast($pieces as varchar[])) as piece
)

select wanted.piece, term.term_id
from term
inner join wanted on strpos(term.term, wanted.piece) > 0

-- One row per term that only the texts that leave have.
create or replace temp table orphaned as
select term.term_id, term.term
from term
where
    term.term_id in (
        select posting.term_id from posting
        inner join silenced on silenced.verbatim_id = posting.verbatim_id
    )
    and term.term_id not in (
        select posting.term_id from posting
        left join silenced on silenced.verbatim_id = posting.verbatim_id
        where silenced.verbatim_id is null
    )

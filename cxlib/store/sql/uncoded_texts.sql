-- One row per text that no person coded, in some of the quarters: an even share by their numbers.
select
    verbatim.verbatim_id, verbatim.body, verbatim.language, verbatim.question, verbatim.score, cell.quarter
from verbatim
inner join cell on cell.cell_id = verbatim.cell_id
where
    verbatim.body is not null and not verbatim.coded_by_person
    and cell.quarter = any(cast($quarters as smallint[]))
order by hash(verbatim.verbatim_id), verbatim.verbatim_id
limit $most

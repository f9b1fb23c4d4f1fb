-- One row per open answer of some quarters, with who wrote it: all of them, or a draw by their numbers.
select
    verbatim.verbatim_id, verbatim.day, verbatim.language, verbatim.body,
    coalesce(response.customer, -verbatim.response_id) as customer
from verbatim
inner join cell on cell.cell_id = verbatim.cell_id
inner join response on response.response_id = verbatim.response_id
where verbatim.body is not null and cell.quarter between $first and $last
order by hash(verbatim.verbatim_id), verbatim.verbatim_id
limit $most

-- One row per quarter and score, in a snapshot that no machine has read: how many texts in the chosen cells.
select cell.quarter, verbatim.score, cast(null as tinyint) as tone, count(*) as posts
from verbatim
inner join chosen on chosen.cell_id = verbatim.cell_id
inner join cell on cell.cell_id = verbatim.cell_id
where verbatim.body is not null
group by 1, 2, 3
order by 1, 2, 3

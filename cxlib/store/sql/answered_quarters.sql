-- One row per quarter that somebody answered in.
select distinct cell.quarter
from headcount
inner join cell on cell.cell_id = headcount.cell_id
where headcount.respondents > 0
order by cell.quarter

-- One row per quarter, score, and tone that a machine said (null: not read): how many texts in the chosen cells.
select cell.quarter, verbatim.score, reading.tone, count(*) as posts
from verbatim
inner join chosen on chosen.cell_id = verbatim.cell_id
inner join cell on cell.cell_id = verbatim.cell_id
left join reading on reading.verbatim_id = verbatim.verbatim_id
where verbatim.body is not null or reading.verbatim_id is not null
group by 1, 2, 3
order by 1, 2, 3

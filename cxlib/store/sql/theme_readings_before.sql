-- One row per set of themes and who gave them, in a snapshot without readings: how many texts in the chosen cells.
select
    verbatim.themes, verbatim.coded_by_person, 0 as by_model, 0 as tone, 0 as reader, true as kept,
    count(*) as answers
from verbatim
inner join chosen on chosen.cell_id = verbatim.cell_id
where verbatim.body is not null
group by 1, 2
order by 1, 2

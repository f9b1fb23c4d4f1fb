-- One row per set of themes, who gave them, and tone: how many texts in the chosen cells.
select
    verbatim.themes, verbatim.coded_by_person, coalesce(reading.by_model, 0) as by_model,
    coalesce(reading.tone, 0) as tone, count(*) as answers
from verbatim
inner join chosen on chosen.cell_id = verbatim.cell_id
left join reading on reading.verbatim_id = verbatim.verbatim_id
where verbatim.body is not null
group by 1, 2, 3, 4
order by 1, 2, 3, 4

-- One row per set of themes, who gave them, tone, reader (0: none), and whether it is kept: how many texts there were.
select
    verbatim.themes, verbatim.coded_by_person, coalesce(reading.by_model, 0) as by_model,
    coalesce(reading.tone, 0) as tone, coalesce(reading.reader, 0) as reader,
    verbatim.body is not null as kept, count(*) as answers
from verbatim
inner join chosen on chosen.cell_id = verbatim.cell_id
left join reading on reading.verbatim_id = verbatim.verbatim_id
where verbatim.body is not null or reading.verbatim_id is not null
group by 1, 2, 3, 4, 5, 6
order by 1, 2, 3, 4, 5, 6

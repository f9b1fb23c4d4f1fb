-- One row per cell, reader and theme: the sum of its chances over answers that no person coded.
insert into theme_chance
with each as (
    select
        verbatim.cell_id, reading.reader, unnest(range(len(reading.chances))) as place,
        unnest(reading.chances) as chance
    from reading
    inner join verbatim on verbatim.verbatim_id = reading.verbatim_id
    where reading.chances is not null and not verbatim.coded_by_person
)

select cell_id, reader, place, sum(chance) / 65535.0 as chance, count(*) as answers
from each
group by cell_id, reader, place
order by cell_id, reader, place

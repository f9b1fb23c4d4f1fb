-- One row per term of the new open answers: how many of them have it.
insert into term_count
select term_id, count(*) from posting where verbatim_id > $verbatim group by term_id order by term_id

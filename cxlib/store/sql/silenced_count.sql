-- One row: how many open answers lose their text.
select count(*) as answers from silenced

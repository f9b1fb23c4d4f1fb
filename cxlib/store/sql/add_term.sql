-- One row per term that the store meets for the first time.
insert into term
select term_id, term from numbered_term where is_new order by term_id

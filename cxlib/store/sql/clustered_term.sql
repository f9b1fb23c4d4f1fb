-- One row per key that an open answer can be found by, in the order of the alphabet.
create or replace table term as
select term_id, term from term order by term

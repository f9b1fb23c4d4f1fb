-- One row per open answer given before a day whose text is still there.
create or replace temp table silenced as
select verbatim_id from verbatim where day < $before and body is not null

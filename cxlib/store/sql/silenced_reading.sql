-- One row per open answer that is read anew.
create or replace temp table silenced as
select verbatim_id from incoming_reading

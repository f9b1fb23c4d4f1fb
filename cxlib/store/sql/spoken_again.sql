-- One row per open answer read anew.
create or replace temp table spoken as
select verbatim_id as answer, verbatim_id from incoming_reading

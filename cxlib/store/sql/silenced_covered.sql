-- One row per open answer of whose text something is covered.
create or replace temp table silenced as
select verbatim_id from incoming_covered

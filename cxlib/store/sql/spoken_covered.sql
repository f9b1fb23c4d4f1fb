-- One row per open answer of whose text something is covered.
create or replace temp table spoken as
select verbatim_id as answer, verbatim_id from incoming_covered

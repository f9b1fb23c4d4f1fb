-- One row per term and open answer, the answers of a term side by side and in the order of time.
create or replace table posting as
select term_id, verbatim_id from posting order by term_id, verbatim_id

-- One row per open answer whose text leaves with its respondent.
create or replace temp table silenced as
select verbatim_id from verbatim where response_id in (select gone.response_id from gone)

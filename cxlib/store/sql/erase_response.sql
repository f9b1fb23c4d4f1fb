-- One row per row there is of a respondent to be erased goes.
delete from response where response_id in (select gone.response_id from gone)

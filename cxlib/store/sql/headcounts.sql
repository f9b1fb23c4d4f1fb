-- One row per cell that somebody answered from.
select cell_id, sum(respondents) as respondents from headcount group by cell_id

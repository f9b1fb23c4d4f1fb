-- One row per cell, question and answer: what every batch said of it, together.
create or replace table score_count as
select
    cell_id, question, score, cast(sum(respondents) as integer) as respondents, sum(weight) as weight,
    sum(weight_squared) as weight_squared
from score_count
group by cell_id, question, score
order by question, cell_id, score

-- One row per quarter, stage, question and answer: what every batch said of it, together.
create or replace table stage_score as
select
    quarter, stage, question, score, cast(sum(respondents) as integer) as respondents, sum(weight) as weight,
    sum(weight_squared) as weight_squared
from stage_score
group by quarter, stage, question, score
order by question, quarter, stage, score

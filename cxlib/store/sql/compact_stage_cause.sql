-- One row per quarter, stage, weight, set of themes and component scores: what every batch said of it, together.
create or replace table stage_cause as
select quarter, stage, weight, themes, index_id, wrote, cast(sum(respondents) as integer) as respondents
from stage_cause
group by quarter, stage, weight, themes, index_id, wrote
order by quarter, stage, themes, index_id

-- One row per stage, weight, set of themes and component scores of one quarter's respondents.
select stage, weight, themes, index_id, wrote, sum(respondents) as respondents
from stage_cause
where quarter = $quarter
group by stage, weight, themes, index_id, wrote
order by stage, weight, themes, index_id, wrote

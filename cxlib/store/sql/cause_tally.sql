-- One row per stage, weight, set of themes, component scores and batch of one quarter's respondents: to add up the few
-- batches that are apart, and to sort them, takes longer than to read them.
select stage, weight, themes, index_id, wrote, respondents
from stage_cause
where quarter = $quarter

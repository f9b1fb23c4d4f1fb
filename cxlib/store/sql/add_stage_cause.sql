-- One row per quarter, stage, weight, set of themes and component scores with new responses.
insert into stage_cause
select quarter, stage, weight, themes, index_id, wrote, count(*)
from fresh
group by quarter, stage, weight, themes, index_id, wrote
order by quarter, stage, themes, index_id

-- One row per new response.
insert into response
select response_id, key, content, customer, cell_id, pattern_id, day, weight, themes, wrote, $batch
from admitted
order by response_id

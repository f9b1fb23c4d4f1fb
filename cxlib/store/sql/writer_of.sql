-- One row per open answer, the oldest first: whose it is, and what its writer's scores and weight are.
select verbatim.response_id, pattern.index_id, response.weight, response.customer
from verbatim
left join response on response.response_id = verbatim.response_id
left join pattern on pattern.pattern_id = response.pattern_id
order by verbatim.day, verbatim.verbatim_id

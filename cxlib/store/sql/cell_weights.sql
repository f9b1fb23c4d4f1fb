-- One row per cell: the weights of those who answered any component of the index.
select cell_id, sum(answered) as weight, sum(pairs) as weight_squared
from moment
where component_i = -1 and component_j = -1
group by cell_id

-- One row per cell and pair of components with new responses.
insert into moment
select cell_id, component_i, component_j, counts, answered, total, pairs, cross_i, cross_j, products
from fresh_moment
order by cell_id, component_i, component_j

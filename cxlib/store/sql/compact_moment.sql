-- One row per cell and pair of components: what every batch said of it, together.
create or replace table moment as
select
    cell_id, component_i, component_j, cast(sum(counts) as integer) as counts, sum(answered) as answered,
    sum(total) as total, sum(pairs) as pairs, sum(cross_i) as cross_i, sum(cross_j) as cross_j,
    sum(products) as products
from moment
group by cell_id, component_i, component_j
order by cell_id, component_i, component_j

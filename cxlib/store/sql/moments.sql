-- One row per cell and pair of components: its weighted sums.
select
    cell_id, component_i, component_j,
    sum(counts) as counts, sum(answered) as answered, sum(total) as total, sum(pairs) as pairs,
    sum(cross_i) as cross_i, sum(cross_j) as cross_j, sum(products) as products
from moment
group by cell_id, component_i, component_j

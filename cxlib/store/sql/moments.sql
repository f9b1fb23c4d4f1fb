-- One row per cell, pair of components and batch: its weighted sums.
select cell_id, component_i, component_j, counts, answered, total, pairs, cross_i, cross_j, products
from moment

-- One row per quarter, stage and pair of components: everybody's weighted sums.
select
    quarter, stage, component_i, component_j,
    sum(counts) as counts, sum(answered) as answered, sum(total) as total, sum(pairs) as pairs,
    sum(cross_i) as cross_i, sum(cross_j) as cross_j, sum(products) as products
from stage_moment
group by quarter, stage, component_i, component_j
order by quarter, stage, component_i, component_j

-- One row per quarter, stage and pair of components: what every batch said of it, together.
create or replace table stage_moment as
select
    quarter, stage, component_i, component_j, cast(sum(counts) as bigint) as counts, sum(answered) as answered,
    sum(total) as total, sum(pairs) as pairs, sum(cross_i) as cross_i, sum(cross_j) as cross_j,
    sum(products) as products
from stage_moment
group by quarter, stage, component_i, component_j
order by quarter, stage, component_i, component_j

-- One row per cell and pair of components: what the new responses add to its sums.
create or replace temp table fresh_moment as
with counted as (
    select
        cell_id, index_id, count(*) as respondents, sum(weight) as weight, sum(weight * weight) as weight_squared
    from fresh
    group by cell_id, index_id
)

select
    counted.cell_id, i.component as component_i, j.component as component_j,
    sum(counted.respondents) as counts,
    sum(counted.weight) as answered,
    sum(counted.weight * i.score) as total,
    sum(counted.weight_squared) as pairs,
    sum(counted.weight_squared * i.score) as cross_i,
    sum(counted.weight_squared * j.score) as cross_j,
    sum(counted.weight_squared * i.score * j.score) as products
from counted
inner join component_score as i on i.index_id = counted.index_id
inner join component_score as j
    on j.index_id = counted.index_id and i.component <= j.component and (i.component >= 0 or j.component = -1)
group by counted.cell_id, i.component, j.component

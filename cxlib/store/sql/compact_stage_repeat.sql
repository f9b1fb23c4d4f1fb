-- One row per two quarters, two stages and two components: what every batch said of them, together.
create or replace table stage_repeat as
select
    left_quarter, left_stage, right_quarter, right_stage, component_i, component_j, sum(pairs) as pairs,
    sum(total_i) as total_i, sum(total_j) as total_j, sum(products) as products
from stage_repeat
group by left_quarter, left_stage, right_quarter, right_stage, component_i, component_j
order by left_quarter, left_stage, right_quarter, right_stage, component_i, component_j

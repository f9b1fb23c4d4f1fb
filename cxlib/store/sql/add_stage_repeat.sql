-- One row per two quarters, stages and components with new pairs of answers: sums weighted by both weights.
insert into stage_repeat
with placed as (
    select
        l.quarter as left_quarter, l.stage as left_stage, r.quarter as right_quarter, r.stage as right_stage,
        left_pattern.index_id as left_index, right_pattern.index_id as right_index,
        sum(fresh_pair.pairs) as pairs
    from fresh_pair
    inner join cell as l on l.cell_id = fresh_pair.left_cell
    inner join cell as r on r.cell_id = fresh_pair.right_cell
    inner join pattern as left_pattern on left_pattern.pattern_id = fresh_pair.left_pattern
    inner join pattern as right_pattern on right_pattern.pattern_id = fresh_pair.right_pattern
    group by l.quarter, l.stage, r.quarter, r.stage, left_pattern.index_id, right_pattern.index_id
)

select
    placed.left_quarter, placed.left_stage, placed.right_quarter, placed.right_stage,
    i.component as component_i, j.component as component_j,
    sum(placed.pairs), sum(placed.pairs * i.score), sum(placed.pairs * j.score), sum(placed.pairs * i.score * j.score)
from placed
inner join component_score as i on i.index_id = placed.left_index and i.component >= 0
inner join component_score as j on j.index_id = placed.right_index and j.component >= 0
group by
    placed.left_quarter, placed.left_stage, placed.right_quarter, placed.right_stage, i.component, j.component
order by placed.left_quarter, placed.left_stage, placed.right_quarter, placed.right_stage, i.component, j.component

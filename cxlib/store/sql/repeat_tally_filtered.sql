-- One row per two quarters, stages and patterns that one customer's answers in the chosen cells have.
select
    l.quarter as left_quarter, l.stage as left_stage, r.quarter as right_quarter, r.stage as right_stage,
    repeat_pair.left_pattern, repeat_pair.right_pattern, sum(repeat_pair.pairs) as pairs
from repeat_pair
inner join chosen as l on l.cell_id = repeat_pair.left_cell
inner join chosen as r on r.cell_id = repeat_pair.right_cell
group by l.quarter, l.stage, r.quarter, r.stage, repeat_pair.left_pattern, repeat_pair.right_pattern
order by l.quarter, l.stage, r.quarter, r.stage, repeat_pair.left_pattern, repeat_pair.right_pattern

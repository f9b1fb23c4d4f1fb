-- One row per two answers of one customer, one of them new, in one quarter or neighbouring ones: cells and patterns.
create or replace temp table fresh_pair as
with answer as (
    select response.response_id, response.customer, response.cell_id, response.pattern_id, response.weight,
        cell.quarter
    from response
    inner join cell on cell.cell_id = response.cell_id
    where response.customer in (select fresh.customer from fresh)
),

crowd as (
    select customer, quarter from answer group by customer, quarter having count(*) > $most
),

single as (
    select answer.*
    from answer
    left join crowd on crowd.customer = answer.customer and crowd.quarter = answer.quarter
    where crowd.customer is null
)

select
    earlier.cell_id as left_cell, later.cell_id as right_cell,
    earlier.pattern_id as left_pattern, later.pattern_id as right_pattern,
    sum(earlier.weight * later.weight) as pairs
from single as earlier
inner join single as later
    on later.customer = earlier.customer and later.response_id > earlier.response_id
    and later.quarter - earlier.quarter between -1 and 1
where later.response_id > $response
group by earlier.cell_id, later.cell_id, earlier.pattern_id, later.pattern_id

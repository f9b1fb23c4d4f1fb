-- One row per pair stored of a customer who has too many answers in a quarter by now: counted off again.
insert into fresh_pair
with answer as (
    select response.response_id, response.customer, response.cell_id, response.pattern_id, response.weight,
        cell.quarter
    from response
    inner join cell on cell.cell_id = response.cell_id
    where response.customer in (select fresh.customer from fresh)
),

crowd as (
    select customer, quarter from answer group by customer, quarter
    having count(*) > $most and count(*) filter (where response_id <= $response) between 1 and $most
),

old as (
    select answer.*, crowd.customer is not null as grown
    from answer
    left join crowd on crowd.customer = answer.customer and crowd.quarter = answer.quarter
    where answer.response_id <= $response
),

was_crowd as (
    select customer, quarter from old group by customer, quarter having count(*) > $most
),

single as (
    select old.*
    from old
    left join was_crowd on was_crowd.customer = old.customer and was_crowd.quarter = old.quarter
    where was_crowd.customer is null
)

select earlier.cell_id, later.cell_id, earlier.pattern_id, later.pattern_id, -sum(earlier.weight * later.weight)
from single as earlier
inner join single as later
    on later.customer = earlier.customer and later.response_id > earlier.response_id
    and later.quarter - earlier.quarter between -1 and 1
where earlier.grown or later.grown
group by earlier.cell_id, later.cell_id, earlier.pattern_id, later.pattern_id

-- One row per such customer, cell and combination as in `repeated`, from the responses of a snapshot that lacks it.
with answer as (
    select response.customer, cell.quarter, response.cell_id, response.pattern_id, response.weight
    from response
    inner join cell on cell.cell_id = response.cell_id
    where response.customer is not null
),

counted as (
    select customer, quarter, count(*) as answers from answer group by customer, quarter
)

select
    answer.customer, answer.quarter, answer.cell_id, answer.pattern_id, count(*) as answers,
    sum(answer.weight) as weight, sum(answer.weight * answer.weight) as weight_squared
from answer
inner join counted on counted.customer = answer.customer and counted.quarter = answer.quarter
where
    counted.answers > 1
    or answer.customer in (select crowd.customer from counted as crowd where crowd.answers > $most)
group by answer.customer, answer.quarter, answer.cell_id, answer.pattern_id
order by answer.quarter, answer.customer, answer.cell_id, answer.pattern_id

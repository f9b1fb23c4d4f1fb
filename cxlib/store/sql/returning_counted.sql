-- One row per row of `returning`, counted from the responses of a snapshot that lacks the table of repeated answers.
with answer as (
    select
        response.customer, cell.quarter, response.cell_id, response.weight, response.themes, response.wrote,
        pattern.index_id,
        cast(date_part('year', response.day) * 12 + date_part('month', response.day) - 1 as integer) as month
    from response
    inner join cell on cell.cell_id = response.cell_id
    inner join pattern on pattern.pattern_id = response.pattern_id
    where response.customer is not null
),

several as (
    select customer, quarter from answer group by customer, quarter having count(*) > 1
)

select
    answer.customer, answer.quarter, answer.month, answer.cell_id, answer.weight, answer.themes, answer.wrote,
    answer.index_id, count(*) as answers
from answer
inner join several on several.customer = answer.customer and several.quarter = answer.quarter
group by
    answer.customer, answer.quarter, answer.month, answer.cell_id, answer.weight, answer.themes, answer.wrote,
    answer.index_id
order by answer.quarter, answer.customer, answer.month, answer.cell_id, answer.weight, answer.themes, answer.index_id

-- One row per customer with several answers in a quarter and the month, cell, weight, themes and scores given there.
with several as (
    select customer, quarter from repeated group by customer, quarter having sum(answers) > 1
),

answer as (
    select
        response.customer, cell.quarter, response.cell_id, response.weight, response.themes, response.wrote,
        pattern.index_id,
        cast(date_part('year', response.day) * 12 + date_part('month', response.day) - 1 as integer) as month
    from response
    inner join cell on cell.cell_id = response.cell_id
    inner join pattern on pattern.pattern_id = response.pattern_id
    inner join several on several.customer = response.customer and several.quarter = cell.quarter
)

select customer, quarter, month, cell_id, weight, themes, wrote, index_id, count(*) as answers
from answer
group by customer, quarter, month, cell_id, weight, themes, wrote, index_id
order by quarter, customer, month, cell_id, weight, themes, index_id

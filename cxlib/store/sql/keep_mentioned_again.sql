-- One row per customer with several answers in a quarter that mention themes, and cell and set of themes there.
-- In no ledger: a snapshot older than this table counts it when asked.
create or replace table mentioned_again as
with answer as (
    select response.customer, cell.quarter, response.cell_id, response.themes
    from response
    inner join cell on cell.cell_id = response.cell_id
    where response.themes <> 0 and response.customer is not null
),

several as (
    select customer, quarter from answer group by customer, quarter having count(*) > 1
)

select answer.customer, answer.quarter, answer.cell_id, answer.themes, count(*) as answers
from answer
inner join several on several.customer = answer.customer and several.quarter = answer.quarter
group by answer.customer, answer.quarter, answer.cell_id, answer.themes
order by answer.quarter, answer.customer, answer.cell_id, answer.themes

-- One row per row of `mentioned_again`, counted from the responses of a snapshot that lacks it.
-- `chosen` are the quarter's cells.
with answer as (
    select response.customer, response.cell_id, response.themes
    from response
    inner join chosen on chosen.cell_id = response.cell_id
    where response.themes <> 0 and response.customer is not null
),

several as (
    select customer from answer group by customer having count(*) > 1
)

select answer.customer, answer.cell_id, answer.themes, count(*) as answers
from answer
inner join several on several.customer = answer.customer
group by answer.customer, answer.cell_id, answer.themes
order by answer.customer, answer.cell_id, answer.themes

-- One row: how many customer keys stand on too many answers of one quarter to be one customer's.
with answer as (
    select response.customer, cell.quarter
    from response
    inner join cell on cell.cell_id = response.cell_id
    where response.customer in (select fresh.customer from fresh)
),

crowd as (
    select customer from answer group by customer, quarter having count(*) > $most
)

select count(distinct customer) as customers from crowd

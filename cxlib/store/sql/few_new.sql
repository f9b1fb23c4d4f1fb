-- One row per quarter that readers know already and that few customers are new in: how many, at the most.
with counted as (
    select
        cell.quarter,
        count(distinct coalesce(response.customer, response.key)) filter (where response.response_id > $published)
            as customers,
        count(*) filter (where response.response_id <= $published) as known
    from response
    inner join cell on cell.cell_id = response.cell_id
    where cell.quarter in (select fresh.quarter from fresh)
    group by cell.quarter
)

select quarter, customers from counted where known > 0 and customers < $smallest order by quarter

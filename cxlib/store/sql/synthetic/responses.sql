-- One row per made-up respondent from $first to $last of $rows, spread over twelve quarters in the order of time.
with drawn as (
    select
        i,
        i * 4383 // (4 * $rows) as day_number,
        (hash(i * 64 + 1) >> 20) % 100 as stage_draw,
        (hash(i * 64 + 2) >> 20) % 100 as product_draw,
        (hash(i * 64 + 3) >> 20) % 4 as channel_number,
        (hash(i * 64 + 4) >> 20) % 8 as touchpoint_number,
        (hash(i * 64 + 5) >> 20) % 100 as kind_draw,
        (
            (hash(i * 64 + 6) >> 20) % 1000 + (hash(i * 64 + 7) >> 20) % 1000 + (hash(i * 64 + 8) >> 20) % 1000
        ) / 3000.0 as mood,
        (hash(i * 64 + 9) >> 20) % 1000 / 1000.0 as chance_r,
        (hash(i * 64 + 10) >> 20) % 1000 / 1000.0 as chance_s,
        (hash(i * 64 + 11) >> 20) % 1000 / 1000.0 as chance_e,
        (hash(i * 64 + 12) >> 20) % (1 + $rows // 3) as customer_number
    from range(cast($first as bigint), cast($last as bigint)) as made (i)
)

select
    'R' || i as response_key,
    'C' || customer_number as customer_key,
    date '2022-01-01' + cast(day_number as integer) as day,
    case when stage_draw < 20 then 1.35 when stage_draw < 85 then 0.9 else 1.1 end as weight,
    i + 2 as row,
    case when stage_draw < 20 then 'new' when stage_draw < 85 then 'established' else 'ended' end as stage,
    ['account', 'card', 'loan', 'car', 'fund'][cast(1 + product_draw * product_draw // 2001 as integer)] as product,
    ['phone', 'web', 'branch', 'chat'][cast(1 + channel_number as integer)] as channel,
    'touchpoint ' || touchpoint_number as touchpoint,
    case when kind_draw < 85 then 'consumer' else 'business' end as customer_type,
    cast(least(10, greatest(0, round(11 * mood + 3 * chance_r))) as smallint) as recommend,
    cast(least(5, greatest(1, round(5 * mood + 2 * chance_s))) as smallint) as satisfaction,
    case when chance_e < 0.9 then cast(least(7, greatest(1, round(7 * mood + 2 * chance_e))) as smallint) end as effort
from drawn
order by i

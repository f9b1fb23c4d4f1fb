-- One row per outcome told in the file that follows an answer of its customer: that answer, the last one before it.
create or replace temp table arrived_outcome as
with keyed as (
    select
        number, cast(day as date) as day, operation, measured,
        cast('0x' || left(sha256($secret || customer_key), 15) as bigint) as customer
    from incoming_outcome
),

one_customer as (
    select customer from response where customer is not null group by customer having count(*) <= $most
),

answered as (
    select
        keyed.*, response.response_id,
        row_number() over (
            partition by keyed.number, keyed.operation order by response.day desc, response.response_id desc
        ) as place
    from keyed
    inner join one_customer on one_customer.customer = keyed.customer
    inner join response on response.customer = keyed.customer and response.day < keyed.day
        and response.day >= keyed.day - cast($horizon as integer)
),

followed as (
    select *, row_number() over (partition by response_id, operation order by day, number) as turn
    from answered
    where place = 1
)

select
    followed.number, followed.operation, followed.measured, followed.response_id,
    case
        when stored.measured is not null and stored.measured <> followed.measured then 'different'
        when stored.measured is not null then 'duplicate'
        when followed.turn > 1 then 'later'
        else 'new'
    end as status
from followed
left join response_operation as stored
    on stored.response_id = followed.response_id and stored.operation = followed.operation

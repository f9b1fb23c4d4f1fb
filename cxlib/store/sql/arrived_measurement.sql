-- One row per measurement told in the file that belongs to an answer: the customer's first one after the contact,
-- or the response named.
create or replace temp table arrived_measurement as
with keyed as (
    select
        number, cast(day as date) as day, operation, measured,
        cast('0x' || left(sha256(
            $secret || case when $profile = '' then '' else $profile || chr(30) end || key
        ), 15) as bigint) as key
    from incoming_measurement
),

one_customer as (
    select customer from response where customer is not null group by customer having count(*) <= $most
),

belonging as (
    select keyed.*, response.response_id, response.day as answered
    from keyed
    inner join one_customer on one_customer.customer = keyed.key
    inner join response on response.customer = keyed.key and response.day >= keyed.day
        and response.day <= keyed.day + cast($days as integer)
    where $profile = ''
    union all
    select keyed.*, response.response_id, response.day as answered
    from keyed
    inner join response on response.key = keyed.key
    where $profile <> ''
),

first_answer as (
    select
        *,
        row_number() over (partition by number, operation order by answered, response_id) as place
    from belonging
),

followed as (
    select *, row_number() over (partition by response_id, operation order by day desc, number) as turn
    from first_answer
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

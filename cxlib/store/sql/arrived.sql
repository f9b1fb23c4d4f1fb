-- One row per respondent in the file: keyed hashes of who and what, and whether the store knows the answer already.
create or replace temp table arrived as
with part as (
    select number, dimension || '=' || person as said from incoming_person
    union all
    select number, operation || '~' || cast(measured as varchar) from incoming_operation
    union all
    select
        number,
        question || ':' || coalesce(body, '') || chr(31) || codes || chr(31) || coalesce(tone, 9)
    from incoming_verbatim
),

saying as (
    select number, sum(cast('0x' || left(sha256($secret || said), 15) as bigint)) as said from part group by number
),

place as (
    select cell_code, left(sha256(key), 12) as key from incoming_cell
),

answers as (
    select pattern_code, left(sha256(key), 12) as key from incoming_pattern
),

hashed as (
    select
        incoming_response.number,
        cast(incoming_response.day as date) as day,
        incoming_response.cell_code,
        incoming_response.pattern_code,
        incoming_response.weight,
        cast('0x' || left(
            sha256($secret || $profile || chr(30) || incoming_response.response_key), 15
        ) as bigint) as key,
        cast('0x' || left(sha256($secret || incoming_response.customer_key), 15) as bigint) as customer,
        cast('0x' || left(sha256(
            $secret || place.key || answers.key || cast(incoming_response.day as date) || incoming_response.weight
            || coalesce(incoming_response.customer_key, '') || chr(30) || coalesce(saying.said, 0)
        ), 15) as bigint) as content
    from incoming_response
    inner join place on place.cell_code = incoming_response.cell_code
    inner join answers on answers.pattern_code = incoming_response.pattern_code
    left join saying on saying.number = incoming_response.number
)

select
    hashed.*,
    case
        when response.key is null then 'new'
        when response.content = hashed.content then 'duplicate'
        else 'different'
    end as status
from hashed
left join response on response.key = hashed.key

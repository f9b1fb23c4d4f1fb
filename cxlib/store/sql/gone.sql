-- One row per response of the respondent to be erased: by its id in any survey, or by the customer's key.
create or replace temp table gone as
with asked as (
    select cast('0x' || left(sha256($secret || profile || chr(30) || $respondent), 15) as bigint) as key
    from (select distinct profile from batch)
)

select
    response_id,
    customer is not distinct from cast('0x' || left(sha256($secret || $respondent), 15) as bigint) as by_customer
from response
where
    customer = cast('0x' || left(sha256($secret || $respondent), 15) as bigint)
    or key in (select asked.key from asked)

-- One row per survey in which the respondent's id is known: its profile.
with asked as (
    select profile, cast('0x' || left(sha256($secret || profile || chr(30) || $respondent), 15) as bigint) as key
    from (select distinct profile from batch)
)

select distinct asked.profile
from asked
inner join response on response.key = asked.key
order by asked.profile

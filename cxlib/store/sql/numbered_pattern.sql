-- One row per pattern of the file that a new answer has: its number in the store, given now if it has none.
create or replace temp table numbered_pattern as
with used as (
    select distinct pattern_code from arrived where status = 'new'
),

known as (
    select incoming_pattern.pattern_code, incoming_pattern.key, pattern.pattern_id
    from incoming_pattern
    inner join used on used.pattern_code = incoming_pattern.pattern_code
    left join pattern on pattern.key = incoming_pattern.key
)

select
    pattern_code, key, pattern_id is null as is_new,
    coalesce(pattern_id, $pattern + row_number() over (partition by pattern_id is null order by key)) as pattern_id
from known

-- One row per combination of component scores that the store meets for the first time.
insert into index_pattern
with met as (
    select key, min(pattern_id) as first from pattern_index group by key
)

select $index_pattern + row_number() over (order by met.first), met.key
from met
left join index_pattern on index_pattern.key = met.key
where index_pattern.index_id is null

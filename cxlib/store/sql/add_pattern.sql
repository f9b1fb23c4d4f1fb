-- One row per pattern that the store meets for the first time.
insert into pattern
select pattern_index.pattern_id, index_pattern.index_id, pattern_index.pattern_key
from pattern_index
inner join index_pattern on index_pattern.key = pattern_index.key
order by pattern_index.pattern_id

-- One row: the highest number of a combination of component scores.
select coalesce(max(index_id), 0) as highest from index_pattern

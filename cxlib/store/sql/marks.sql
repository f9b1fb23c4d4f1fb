-- One row: the highest number given of each kind so far.
select
    (select coalesce(max(value), 0) from value) as value,
    (select coalesce(max(cell_id), 0) from cell) as cell,
    (select coalesce(max(pattern_id), 0) from pattern) as pattern,
    (select coalesce(max(index_id), 0) from index_pattern) as index_pattern,
    (select coalesce(max(response_id), 0) from response) as response,
    (select coalesce(max(verbatim_id), 0) from verbatim) as verbatim,
    (select coalesce(max(term_id), 0) from term) as term,
    (select coalesce(max(batch), 0) from batch) as batch

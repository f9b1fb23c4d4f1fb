-- One row per pattern: all of them are to be scored anew.
create or replace temp table numbered_pattern as
select pattern_id, key, true as is_new from pattern

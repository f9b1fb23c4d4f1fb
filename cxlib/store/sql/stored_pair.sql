-- One row per pair of cells and patterns stored: scored anew, the pairs themselves stay.
create or replace temp table fresh_pair as
select left_cell, right_cell, left_pattern, right_pattern, pairs from repeat_pair

-- One row per pair of cells and patterns that new pairs of answers lie in.
insert into repeat_pair
select left_cell, right_cell, left_pattern, right_pattern, pairs
from fresh_pair
order by left_cell, right_cell

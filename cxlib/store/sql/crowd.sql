-- One row per row of `repeated`, of the customers who have too many answers in some quarter.
select customer, quarter, cell_id, pattern_id, answers, weight, weight_squared
from crowd

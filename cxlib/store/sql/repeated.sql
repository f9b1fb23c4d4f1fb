-- One row per customer with several answers in a quarter, cell and combination of answers there.
select customer, quarter, cell_id, pattern_id, answers, weight, weight_squared
from repeated

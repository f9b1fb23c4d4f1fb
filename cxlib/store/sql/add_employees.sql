-- One row per unit and quarter that is new.
insert into employee_score
select dimension, unit, quarter, score, spread, n
from incoming_employees
order by quarter, unit

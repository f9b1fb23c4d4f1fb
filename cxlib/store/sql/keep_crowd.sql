-- One row per row of `repeated`, of the customers who have too many answers in some quarter. In no ledger, as that.
create or replace table crowd as
select customer, quarter, cell_id, pattern_id, answers, weight, weight_squared
from repeated
where customer in (
    select many.customer from repeated as many group by many.customer, many.quarter having sum(many.answers) > $most
)
order by quarter, customer, cell_id, pattern_id

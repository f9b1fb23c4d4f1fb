-- One row per customer with several answers in a quarter that mention themes, and cell and set of themes there.
select customer, cell_id, themes, answers
from mentioned_again
where quarter = $quarter

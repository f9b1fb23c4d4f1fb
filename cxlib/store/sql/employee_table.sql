-- One row per unit of a dimension and quarter: the mean score of its employees.
-- In no ledger: an older snapshot has none.
create table if not exists employee_score (
    dimension text, unit text, quarter smallint, score double, spread double, n integer
)

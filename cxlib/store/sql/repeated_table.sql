-- One row per customer with several answers in a quarter, cell and combination of answers there; of a customer with too
-- many in some quarter, those of every quarter. In no ledger: a snapshot older than this table counts it when asked.
create table if not exists repeated (
    customer bigint, quarter smallint, cell_id integer, pattern_id integer, answers integer, weight double,
    weight_squared double
)

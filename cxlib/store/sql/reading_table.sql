-- One row per open answer that was read: by which reader, the themes its model gave, every theme's chance in 65,535ths
-- where a model read it, and the tone (−1, 0 nothing said, 1). In no ledger: an older snapshot has none.
create table if not exists reading (
    verbatim_id integer, reader integer, by_model bigint, chances usmallint[], tone tinyint
)

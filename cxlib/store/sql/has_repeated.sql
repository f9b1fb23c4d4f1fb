-- One row: whether the snapshot keeps the answers of customers who answered several times.
select count(*) > 0 as kept from information_schema.tables where table_name = 'repeated'

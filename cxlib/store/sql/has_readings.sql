-- One row: whether the snapshot keeps how its answers were read.
select count(*) > 0 as kept from information_schema.tables where table_name = 'reading'

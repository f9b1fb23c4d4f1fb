-- One row: whether the snapshot keeps scores of employees.
select count(*) > 0 as kept from information_schema.tables where table_name = 'employee_score'

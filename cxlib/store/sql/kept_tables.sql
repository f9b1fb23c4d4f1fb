-- One row per table that the snapshot holds: one made by an earlier version lacks some.
select table_name from information_schema.tables

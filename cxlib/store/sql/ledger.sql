-- One row per table: its rows when the snapshot was finished.
select table_name, row_count from ledger

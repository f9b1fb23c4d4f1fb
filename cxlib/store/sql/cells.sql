-- One row per cell.
select cell_id, quarter, stage from cell order by cell_id

-- One row per cell and dimension.
select cell_id, value from cell_value

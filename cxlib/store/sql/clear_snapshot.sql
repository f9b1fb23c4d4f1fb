-- One row: what the copied snapshot was leaves.
delete from snapshot

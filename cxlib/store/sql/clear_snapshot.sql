-- One row leaves: what the copied snapshot was.
delete from snapshot

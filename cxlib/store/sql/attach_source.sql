-- One row: the snapshot to be copied, by its file.
attach $source as source (read_only)

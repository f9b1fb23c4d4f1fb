-- One row: that everything written is in the file.
checkpoint

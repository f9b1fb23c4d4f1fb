-- One row: all is in the file itself.
checkpoint target

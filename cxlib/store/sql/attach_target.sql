-- One row: the file that it is copied into.
attach $target as target

-- One row per row there is: a file that never held what was erased.
copy from database source to target

-- One row per row there is leaves: every answer was read anew by the codebook alone.
delete from reading

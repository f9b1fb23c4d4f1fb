-- One row per file: every answer has now been read with this codebook.
update batch set codebook = $codebook

-- One row per open answer keeps only the themes that the codebook still has.
update verbatim set themes = themes & $kept where (themes & $kept) <> themes

-- One row per open answer chosen that holds a phrase, its letters compared without dots.
select verbatim.verbatim_id
from verbatim
inner join chosen on chosen.verbatim_id = verbatim.verbatim_id
where regexp_matches(strip_accents(lower(verbatim.body)), strip_accents($pattern))

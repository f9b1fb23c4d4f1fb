-- One row per open answer, the oldest first: all that it is chosen by, and not its text.
select verbatim_id, cell_id, characters, language, score, themes, tone
from verbatim
order by day, verbatim_id

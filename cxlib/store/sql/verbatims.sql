-- One row per open answer asked for by its number: what only its text's readers need.
select verbatim_id, body, question, day
from verbatim
where verbatim_id = any(cast($verbatims as integer[]))

-- One row per open answer with a text, in the order of their numbers.
select verbatim_id, body, language, question
from verbatim
where body is not null and verbatim_id > $after
order by verbatim_id
limit $most

-- One row per text: those that a person coded or judged first, and of the others an even share by their numbers.
select
    verbatim_id, body, language, question, score, tone, themes, coded_by_person
from verbatim
where body is not null
order by (coded_by_person or tone is not null) desc, hash(verbatim_id), verbatim_id
limit $most

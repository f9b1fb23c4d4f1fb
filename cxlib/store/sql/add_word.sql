-- One row per written form and language that the store meets for the first time.
insert into word
select incoming_word.form, incoming_word.language, incoming_word.lemmas, incoming_word.parts
from incoming_word
where not exists (
    select 1 from word where word.form = incoming_word.form and word.language = incoming_word.language
)
order by incoming_word.form, incoming_word.language

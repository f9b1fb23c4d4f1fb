-- One row per language and written form asked for that the answers hold.
with wanted as (
    select unnest(cast($forms as varchar[])) as form
)

select word.form, word.language, word.lemmas, word.parts
from word
inner join wanted on wanted.form = word.form
order by word.form, word.language

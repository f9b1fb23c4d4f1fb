-- One row per language in which the answers hold a written form.
select form, language, lemmas, parts
from word
where form = $form
order by language

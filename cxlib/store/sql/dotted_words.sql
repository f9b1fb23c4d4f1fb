-- One row per written form of the answers that is what was typed but for the dots of its letters.
select form, language, lemmas, parts
from word
where length(form) = length($form) and form <> $form and strip_accents(form) = $form
order by form, language

-- One row per written form and language that the answers hold.
select form, language, lemmas, parts from word

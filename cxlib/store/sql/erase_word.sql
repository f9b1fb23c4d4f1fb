-- One row per written form goes whose terms only the texts that leave had.
delete from word
where (form, language) in (
    with key as (
        select
            word.form, word.language,
            unnest(list_concat([word.form], coalesce(word.lemmas, []), coalesce(word.parts, []))) as term
        from word
    )

    select key.form, key.language from key inner join orphaned on orphaned.term = key.term
    except
    select key.form, key.language from key inner join term on term.term = key.term
)

-- One row per base form that enough open answers have and that is nearly what was typed, the nearest first.
with base as (
    select distinct lemmas[1] as term from word where abs(length(lemmas[1]) - length($form)) <= 2
),

counted as (
    select base.term, cast(sum(term_count.verbatims) as bigint) as verbatims
    from base
    inner join term on term.term = base.term
    inner join term_count on term_count.term_id = term.term_id
    group by base.term
),

near as (
    select term, verbatims, damerau_levenshtein(strip_accents(term), strip_accents($form)) as edits
    from counted
    where verbatims >= $fewest
)

select term, verbatims, edits
from near
where edits <= $most_edits
order by edits, verbatims desc, strip_accents(term) = term, term
limit $most

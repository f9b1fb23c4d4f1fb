-- One row per term that contains a text, the most frequent first.
select term.term, sum(term_count.verbatims) as verbatims
from term
inner join term_count on term_count.term_id = term.term_id
where strpos(term.term, $part) > 0
group by term.term
order by sum(term_count.verbatims) desc, term.term
limit $most

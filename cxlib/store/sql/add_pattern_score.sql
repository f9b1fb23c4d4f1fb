-- One row per new pattern and question answered.
insert into pattern_score
select numbered_pattern.pattern_id, incoming_pattern_score.question, incoming_pattern_score.score
from numbered_pattern
inner join incoming_pattern_score on incoming_pattern_score.pattern_code = numbered_pattern.pattern_code
where numbered_pattern.is_new
order by incoming_pattern_score.question, numbered_pattern.pattern_id

-- One row per combination of answers in which any component of the index is answered.
select pattern.pattern_id
from pattern
inner join component_score on component_score.index_id = pattern.index_id and component_score.component = -1

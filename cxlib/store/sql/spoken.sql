-- One row per open answer of a new response: its number in the store, rising with the day.
create or replace temp table spoken as
select
    incoming_verbatim.answer,
    $verbatim + row_number() over (
        order by admitted.day, admitted.response_id, incoming_verbatim.question
    ) as verbatim_id,
    admitted.response_id, admitted.cell_id, admitted.day, pattern_score.score
from incoming_verbatim
inner join admitted on admitted.number = incoming_verbatim.number
left join pattern_score on pattern_score.pattern_id = admitted.pattern_id and pattern_score.question = $score_question

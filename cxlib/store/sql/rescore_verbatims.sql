-- One row per open answer: the answer that stands beside it is that to the question chosen now.
update verbatim set score = beside.score
from (
    select response.response_id, pattern_score.score
    from response
    left join pattern_score
        on pattern_score.pattern_id = response.pattern_id and pattern_score.question = $score_question
) as beside
where beside.response_id = verbatim.response_id and verbatim.score is distinct from beside.score

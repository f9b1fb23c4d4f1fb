-- One row per outcome, stage and class of score: answers, customers, and for how many of them it came true.
with followed as (
    select
        response_operation.operation, cell.stage, response_operation.measured,
        coalesce(response.customer, -response.response_id) as customer,
        case when pattern_score.score >= 9 then 2 when pattern_score.score >= 7 then 1 else 0 end as class,
        cell.quarter
    from response_operation
    inner join response on response.response_id = response_operation.response_id
    inner join cell on cell.cell_id = response.cell_id
    inner join pattern_score
        on pattern_score.pattern_id = response.pattern_id and pattern_score.question = $question
    where response_operation.operation = $operation
)

select
    stage, class, count(*) as answers, count(distinct customer) as customers,
    cast(sum(measured) as bigint) as came_true,
    min(quarter) as first_quarter, max(quarter) as last_quarter
from followed
group by grouping sets ((stage, class), (class))
order by stage nulls first, class

-- One row per table: its rows at this moment.
insert into ledger
select 'snapshot' as table_name, count(*) as row_count from snapshot
union all select 'dictionary', count(*) from dictionary
union all select 'value', count(*) from value
union all select 'component_rule', count(*) from component_rule
union all select 'cell', count(*) from cell
union all select 'cell_value', count(*) from cell_value
union all select 'pattern', count(*) from pattern
union all select 'pattern_score', count(*) from pattern_score
union all select 'index_pattern', count(*) from index_pattern
union all select 'component_score', count(*) from component_score
union all select 'response', count(*) from response
union all select 'response_person', count(*) from response_person
union all select 'response_operation', count(*) from response_operation
union all select 'verbatim', count(*) from verbatim
union all select 'term', count(*) from term
union all select 'term_count', count(*) from term_count
union all select 'posting', count(*) from posting
union all select 'invitation', count(*) from invitation
union all select 'headcount', count(*) from headcount
union all select 'moment', count(*) from moment
union all select 'stage_moment', count(*) from stage_moment
union all select 'score_count', count(*) from score_count
union all select 'stage_score', count(*) from stage_score
union all select 'stage_cause', count(*) from stage_cause
union all select 'repeat_pair', count(*) from repeat_pair
union all select 'stage_repeat', count(*) from stage_repeat
union all select 'word', count(*) from word
union all select 'batch', count(*) from batch

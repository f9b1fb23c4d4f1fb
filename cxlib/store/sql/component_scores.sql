-- One row per combination of component scores and component.
select index_id, component, score from component_score where component >= 0

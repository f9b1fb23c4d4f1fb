-- One row per component and answer: the score the snapshot gave it.
select component, question, answer, score from component_rule

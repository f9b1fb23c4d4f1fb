-- One row per component and answer that its question allows.
insert into component_rule select component, question, answer, score from incoming_rule

-- One row: what this snapshot is.
select name, published_at, made_up, programme, score_question from snapshot

-- One row: what this snapshot is.
insert into snapshot select $name, $published_at, $made_up, $programme, $score_question

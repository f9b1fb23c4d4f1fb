-- One row: the file that was added.
insert into batch
    (batch, file, profile, codebook, rows_read, rows_accepted, responses, added_at, digest, rows_rejected,
    rows_duplicate, snapshot)
select
    $batch, $file, $profile, $codebook, $rows_read, $rows_accepted, $responses, $added_at, $digest, $rows_rejected,
    $rows_duplicate, $snapshot

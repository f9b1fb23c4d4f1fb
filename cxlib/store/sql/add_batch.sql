-- One row: the file that was added.
insert into batch
select $batch, $file, $profile, $codebook, $rows_read, $rows_accepted, $responses, $added_at

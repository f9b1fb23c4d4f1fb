-- One row per open answer that is read anew leaves: its new reading follows.
delete from reading where verbatim_id in (select incoming_reading.verbatim_id from incoming_reading)

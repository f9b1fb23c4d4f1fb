-- One row per imported file: a store made before this column was kept gets it, empty.
alter table batch add column if not exists digest text

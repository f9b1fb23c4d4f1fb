-- One row: none; gives an older snapshot the column that tells where the language of an answer is known from.
alter table verbatim add column if not exists language_source tinyint

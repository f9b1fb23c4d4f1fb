-- One row: the postings there are, and how many of them the last finished snapshot did not have.
select
    count(*) as postings,
    count(*) - coalesce((select max(row_count) from ledger where table_name = 'posting'), 0) as fresh
from posting

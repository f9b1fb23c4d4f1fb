-- One row per made-up respondent: the three scores in narrow columns, for the bare scan that views are compared with.
create table plain as
select
    cast((hash(i * 64 + 6) >> 20) % 11 as utinyint) as recommend,
    cast((hash(i * 64 + 7) >> 20) % 5 + 1 as utinyint) as satisfaction,
    cast((hash(i * 64 + 8) >> 20) % 7 + 1 as utinyint) as effort
from range(cast($rows as bigint)) as made (i)

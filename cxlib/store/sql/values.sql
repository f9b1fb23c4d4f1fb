-- One row per value met of a dimension.
select value, dimension, id from value order by value

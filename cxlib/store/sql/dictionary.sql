-- One row per name that the snapshot keeps as a number.
select kind, number, id from dictionary order by kind, number

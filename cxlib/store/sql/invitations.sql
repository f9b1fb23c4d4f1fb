-- One row per cell that somebody was asked from.
select cell_id, sum(invited) as invited, sum(delivered) as delivered from invitation group by cell_id

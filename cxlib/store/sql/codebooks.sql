-- One row per codebook version that answers were read with.
select distinct codebook from batch order by codebook

-- One row per term and open answer whose text leaves goes.
delete from posting where verbatim_id in (select silenced.verbatim_id from silenced)

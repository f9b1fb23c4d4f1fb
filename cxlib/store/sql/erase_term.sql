-- One row per term that no open answer has any longer goes.
delete from term where term_id in (select orphaned.term_id from orphaned)

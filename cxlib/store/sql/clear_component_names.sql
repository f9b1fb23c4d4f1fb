-- One row per component leaves: a rebuild numbers them anew.
delete from dictionary where kind = 'component'

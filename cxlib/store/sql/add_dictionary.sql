-- One row: a name and its number.
insert into dictionary (kind, number, id) values (?, ?, ?)

-- One row per cell and theme: the sum of its chances over answers that no person coded, and how many those are.
create table if not exists theme_chance (cell_id integer, reader integer, place integer, chance double, answers integer)

-- One row per reader and theme: the sum of its chances in the chosen cells, and over how many answers.
select theme_chance.reader, theme_chance.place, sum(theme_chance.chance) as chance, sum(theme_chance.answers) as answers
from theme_chance
inner join chosen on chosen.cell_id = theme_chance.cell_id
group by theme_chance.reader, theme_chance.place
order by theme_chance.reader, theme_chance.place

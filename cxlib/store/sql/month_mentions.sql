-- One row per month, weight and set of themes mentioned: how many of those who wrote.
select
    cast(date_part('year', day) * 12 + date_part('month', day) - 1 as integer) as month,
    weight, themes, count(*) as respondents
from response
where wrote
group by month, weight, themes
order by month, weight, themes

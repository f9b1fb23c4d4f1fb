-- One row per made-up open answer: $share percent of respondents write, twelve words each, on up to three themes.
with wrote as (
    select i, (hash(i * 64 + 21) >> 20) % 100 as theme_draw
    from range(cast($first as bigint), cast($last as bigint)) as made (i)
    where (hash(i * 64 + 20) >> 20) % 100 < $share
),

worded as (
    select
        i, theme_draw,
        list_transform(
            range(12),
            lambda k: 'w' || cast(
                floor(20 * pow(2000, ((hash(i * 64 + 30 + k) >> 20) % 1000000) / 1e6)) as integer
            )
        ) as keys
    from wrote
)

select
    'R' || i as response_key,
    'why' as question,
    array_to_string(keys, 'ssa ') as text,
    case when i % 10 < 7 then 'fi' when i % 10 < 9 then 'en' else 'sv' end as language,
    'declared' as language_source,
    list_distinct(keys) as keys,
    list_distinct([
        'theme' || cast(floor(pow(20, ((hash(i * 64 + 40 + k) >> 20) % 1000) / 1000.0)) as integer)
        for k in range(
            case when theme_draw < 20 then 0 when theme_draw < 75 then 1 when theme_draw < 93 then 2 else 3 end
        )
    ]) as themes,
    0 as redactions
from worded
order by i

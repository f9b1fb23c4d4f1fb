-- One row per quarter, stage and pair of components: weighted sums over the chosen cells.
select
    chosen.quarter, chosen.stage, moment.component_i, moment.component_j,
    sum(moment.counts) as counts, sum(moment.answered) as answered, sum(moment.total) as total,
    sum(moment.pairs) as pairs, sum(moment.cross_i) as cross_i, sum(moment.cross_j) as cross_j,
    sum(moment.products) as products
from moment
inner join chosen on chosen.cell_id = moment.cell_id
group by chosen.quarter, chosen.stage, moment.component_i, moment.component_j
order by chosen.quarter, chosen.stage, moment.component_i, moment.component_j

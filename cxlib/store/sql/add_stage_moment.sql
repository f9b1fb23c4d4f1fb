-- One row per quarter, stage and pair of components with new responses: the sums of its cells.
insert into stage_moment
select
    cell.quarter, cell.stage, fresh_moment.component_i, fresh_moment.component_j,
    sum(fresh_moment.counts), sum(fresh_moment.answered), sum(fresh_moment.total), sum(fresh_moment.pairs),
    sum(fresh_moment.cross_i), sum(fresh_moment.cross_j), sum(fresh_moment.products)
from fresh_moment
inner join cell on cell.cell_id = fresh_moment.cell_id
group by cell.quarter, cell.stage, fresh_moment.component_i, fresh_moment.component_j
order by cell.quarter, cell.stage, fresh_moment.component_i, fresh_moment.component_j

-- One row per unit of a dimension and quarter.
select unit, quarter, score, spread, n from employee_score where dimension = $dimension order by quarter, unit

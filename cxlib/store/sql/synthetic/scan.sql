-- One row: the least that a view of the index would have to do if it read every answer.
select sum(recommend), sum(satisfaction), sum(effort) from plain

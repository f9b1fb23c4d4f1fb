-- One row per open answer that a person has coded: the person's themes stand from now on.
update verbatim set themes = incoming_code.themes, coded_by_person = true
from incoming_code
where incoming_code.verbatim_id = verbatim.verbatim_id

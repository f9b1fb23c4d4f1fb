-- One row per open answer read anew that no person coded: its themes.
update verbatim set themes = incoming_reading.themes
from incoming_reading
where incoming_reading.verbatim_id = verbatim.verbatim_id and not verbatim.coded_by_person

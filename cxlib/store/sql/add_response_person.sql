-- One row per new response and personal dimension known of it.
insert into response_person
select admitted.response_id, incoming_person.dimension, incoming_person.person
from incoming_person
inner join admitted on admitted.number = incoming_person.number
order by incoming_person.dimension, admitted.response_id

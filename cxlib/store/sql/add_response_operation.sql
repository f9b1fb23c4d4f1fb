-- One row per new response and measurement known of it.
insert into response_operation
select admitted.response_id, incoming_operation.operation, incoming_operation.measured
from incoming_operation
inner join admitted on admitted.number = incoming_operation.number
order by incoming_operation.operation, admitted.response_id

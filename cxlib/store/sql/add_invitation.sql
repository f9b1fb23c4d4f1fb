-- One row per new group of invitations.
insert into invitation
select
    arrived_invitation.key, arrived_invitation.content, numbered_cell.cell_id, arrived_invitation.day,
    arrived_invitation.invited, arrived_invitation.delivered
from arrived_invitation
inner join numbered_cell on numbered_cell.cell_code = arrived_invitation.cell_code
where arrived_invitation.status = 'new'
order by numbered_cell.cell_id

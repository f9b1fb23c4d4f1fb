-- One row per group of invitations in the file: keyed hashes of when and whom, and whether the store knows it already.
create or replace temp table arrived_invitation as
with hashed as (
    select
        incoming_invitation.number,
        cast(incoming_invitation.day as date) as day,
        incoming_invitation.cell_code,
        incoming_invitation.invited,
        incoming_invitation.delivered,
        cast('0x' || left(sha256(
            $secret || $profile || chr(30) || cast(cast(incoming_invitation.day as date) as varchar) || chr(30)
            || incoming_cell.key
        ), 15) as bigint) as key,
        incoming_invitation.invited * 2147483647 + incoming_invitation.delivered as content
    from incoming_invitation
    inner join incoming_cell on incoming_cell.cell_code = incoming_invitation.cell_code
)

select
    hashed.*,
    case
        when invitation.key is null then 'new'
        when invitation.content = hashed.content then 'duplicate'
        else 'different'
    end as status
from hashed
left join invitation on invitation.key = hashed.key

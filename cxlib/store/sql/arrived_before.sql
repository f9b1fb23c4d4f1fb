-- One row per respondent or group of invitations in the file that is not new, by its position in the file.
select 'response' as kind, number, status from arrived where status <> 'new'
union all
select 'invitation', number, status from arrived_invitation where status <> 'new'
order by kind, number

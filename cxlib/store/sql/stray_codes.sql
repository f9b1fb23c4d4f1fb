-- One row per coded number that is no open answer with a text.
select verbatim_id from incoming_code
where verbatim_id not in (select verbatim.verbatim_id from verbatim where verbatim.body is not null)
order by verbatim_id

-- One row: how many responses and open answers leave, and whether any was found by the customer's key.
select
    (select count(*) from gone) as responses,
    (select count(*) from verbatim where response_id in (select gone.response_id from gone)) as answers,
    (select coalesce(bool_or(by_customer), false) from gone) as by_customer

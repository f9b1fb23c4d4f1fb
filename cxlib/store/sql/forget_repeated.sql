-- One row per customer, quarter, cell and combination: gone where the customer has new answers, to be counted anew.
delete from repeated where customer in (select fresh.customer from fresh)

-- Whether an amount is new money: paid-in equity or committed debt; a drawing was committed before.
-- source: definition
create or replace macro is_new_money(instrument, commitment) as (
    instrument = 'equity' and commitment = 'funded' or instrument = 'debt' and commitment <> 'drawn'
)

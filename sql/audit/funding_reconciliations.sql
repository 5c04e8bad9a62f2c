-- One row per sum of money that must come out in two ways.
-- grain: reconciliation_id
-- formula: expected_value = the whole; actual_value = its parts added up
-- source: definition
with

ipo_shares as (
    select
        rounds.company_id,
        tranches.amount_usd,
        cast(
            replace(regexp_extract(sources.title, '([\d,]+) shares', 1), ',', '') as decimal(18, 2)
        ) as all_share_count,
        cast(
            regexp_extract(tranches.source_locator, 'at ([\d.]+) USD', 1) as decimal(18, 2)
        ) as share_price_usd
    from funding.tranches
    inner join reference.sources on tranches.source_id = sources.source_id
    inner join core.funding_rounds as rounds on tranches.round_id = rounds.round_id
    where
        sources.trust_rank = 1
        and regexp_matches(sources.title, '[\d,]+ shares')
        and regexp_matches(tranches.source_locator, 'at [\d.]+ USD')
),

sums as (
    select
        concat('printed_total/', events.party_id, '/', events.source_id) as reconciliation_id,
        any_value(events.value) as expected_value,
        sum(tranches.amount_usd) as actual_value,
        'The amounts of a document add up to the total it prints.' as about
    from market.events
    inner join funding.tranches on events.source_id = tranches.source_id
    inner join core.funding_rounds as rounds
        on tranches.round_id = rounds.round_id and events.party_id = rounds.company_id
    where
        events.event_type = 'total_funding'
        and is_new_money(tranches.instrument_type, tranches.commitment_status)
    group by events.party_id, events.source_id
    union all by name
    select
        concat('equity_and_debt/', company_id) as reconciliation_id,
        sum(new_money_usd) as expected_value,
        sum(equity_usd) + sum(debt_usd) as actual_value,
        'Equity and debt add up to all new money.' as about
    from growth.funding_by_round
    group by company_id
    union all by name
    select
        concat('investors/', rounds.company_id) as reconciliation_id,
        sum(rounds.new_money_usd) as expected_value,
        (
            select sum(investors.amount_usd)
            from growth.funding_by_investor as investors
            where investors.company_id = rounds.company_id
        ) as actual_value,
        'What investors brought adds up to what rounds brought.' as about
    from growth.funding_by_round as rounds
    group by rounds.company_id
    union all by name
    select
        concat('valuation_step/', valuations.company_id, '/', valuations.valuation_date)
            as reconciliation_id,
        any_value(valuations.implied_round_usd) as expected_value,
        sum(rounds.equity_usd) as actual_value,
        'Post-money less pre-money is the equity of the rounds of that date.' as about
    from growth.valuations
    inner join growth.funding_by_round as rounds
        on
            valuations.company_id = rounds.company_id
            and valuations.valuation_date = rounds.announced_date
    where valuations.implied_round_usd is not null and valuations.valuation_type = 'post_money'
    group by valuations.company_id, valuations.valuation_date
    union all by name
    select
        concat('initial_public_offering/', company_id) as reconciliation_id,
        max(all_share_count * share_price_usd) as expected_value,
        sum(amount_usd) as actual_value,
        'New shares and shares of holders add up to all shares at the price of the offering.'
            as about
    from ipo_shares
    group by company_id
    union all by name
    select
        concat('drawn/', round_id) as reconciliation_id,
        sum(amount_usd) filter (where commitment_status = 'committed') as expected_value,
        sum(amount_usd) filter (where commitment_status = 'drawn') as actual_value,
        'No more is drawn of a facility than is committed.' as about
    from core.funding_tranches
    where instrument_type = 'debt'
    group by round_id
    having bool_or(commitment_status = 'drawn') and bool_or(commitment_status = 'committed')
)

select
    reconciliation_id,  -- what is added up: kind, whose, when
    expected_value,  -- the whole, or what the parts may not exceed
    actual_value,  -- the parts added up
    case when starts_with(reconciliation_id, 'drawn/') then 'at_most' else 'equal' end
        as relation_code,  -- equal, or at_most where the parts are not all held
    'exact' as precision_code,  -- exact, rounded (parts printed rounded) or approximate
    'US dollars' as unit_name,
    about  -- what must hold, in a sentence
from sums

-- One row per company, date and type of valuation, as its preferred source reports it.
-- grain: company_id, valuation_date, valuation_type
-- A reported value is neither pre-money nor post-money.
select
    valuations.company_id,
    valuations.valuation_date,
    valuations.valuation_type,
    valuations.date_precision_code,
    coalesce(valuations.known_date, sources.published_date) as known_date,
    valuations.valuation_usd,
    valuations.bound_type,
    valuations.source_id
from funding.valuations
inner join reference.sources on valuations.source_id = sources.source_id
qualify
    row_number() over (
        partition by
            valuations.company_id, valuations.valuation_date, valuations.valuation_type
        order by
            sources.trust_rank asc,
            coalesce(valuations.known_date, sources.published_date) desc,
            valuations.source_id asc
    ) = 1

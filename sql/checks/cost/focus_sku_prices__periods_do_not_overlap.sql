-- A SKU price has one value at a time, and every period has a length.
-- noqa: disable=capitalisation.identifiers
-- broken by: update cost.focus_sku_prices set SkuPriceEffectiveEnd = null
select
    ServiceProviderName,
    SkuPriceId,
    SkuPriceEffectiveStart,
    SkuPriceEffectiveEnd
from cost.focus_sku_prices
qualify
    SkuPriceEffectiveEnd <= SkuPriceEffectiveStart
    or coalesce(SkuPriceEffectiveEnd, timestamp 'infinity')
    > lead(coalesce(SkuPriceEffectiveStart, timestamp '-infinity')) over (
        partition by ServiceProviderName, SkuPriceId, ContractId, PricingCurrency, UnitPriceType
        order by SkuPriceEffectiveStart asc nulls first
    )

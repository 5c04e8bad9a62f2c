-- No column is empty that the FOCUS draft wants filled.
-- noqa: disable=capitalisation.identifiers
-- broken by: update cost.focus_sku_prices set SkuPriceDescription = null where SkuPriceId = 'h100_sxm'
select
    ServiceProviderName,
    SkuPriceId,
    SkuPriceEffectiveStart
from cost.focus_sku_prices
where
    ChargeCategory is null
    or PricingCurrency is null
    or PricingCurrencyCategory is null
    or PricingServiceName is null
    or PricingUnit is null
    or QuantityTierMinimum is null
    or ServiceProviderName is null
    or SkuId is null
    or SkuPriceCreated is null
    or SkuPriceDescription is null
    or SkuPriceEligibility is null
    or SkuPriceId is null
    or SkuPriceLastUpdated is null
    or UnitPrice is null
    or UnitPriceType is null

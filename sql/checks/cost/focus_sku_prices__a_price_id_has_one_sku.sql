-- A price id belongs to one SKU of its provider.
-- noqa: disable=capitalisation.identifiers
select
    ServiceProviderName,
    SkuPriceId,
    count(distinct SkuId) as sku_count
from cost.focus_sku_prices
group by all
having count(distinct SkuId) > 1

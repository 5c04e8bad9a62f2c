-- A price id belongs to one SKU of its provider.
-- noqa: disable=capitalisation.identifiers
-- broken by: update cost.focus_sku_prices set SkuPriceId = 'a40' where SkuId like 'a100%'
select
    ServiceProviderName,
    SkuPriceId,
    count(distinct SkuId) as sku_count
from cost.focus_sku_prices
group by all
having count(distinct SkuId) > 1

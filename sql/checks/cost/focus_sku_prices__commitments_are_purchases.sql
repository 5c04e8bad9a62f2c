-- Exactly the purchase of a commitment says what it covers, and how it is paid.
-- noqa: disable=capitalisation.identifiers
-- broken by: update cost.focus_sku_prices set ChargeCategory = 'Usage' where PurchaseDurationType = '1 Year'
select
    SkuPriceId,
    ChargeCategory,
    CommitmentApplicability,
    CommitmentDiscountCategory,
    PurchaseDurationType,
    PurchasePaymentModel
from cost.focus_sku_prices
where
    ChargeCategory not in ('Usage', 'Purchase')
    or (ChargeCategory = 'Purchase') <> (CommitmentApplicability is not null)
    or (ChargeCategory = 'Purchase') <> coalesce(CommitmentDiscountCategory = 'Usage', false)
    or (ChargeCategory = 'Purchase') <> (PurchaseDurationType is not null)
    or (ChargeCategory = 'Purchase') <> coalesce(PurchasePaymentModel = 'No Upfront', false)

"""``cost.focus_sku_prices`` keeps the rules of the FinOps FOCUS draft for SKU prices.

The rules are those of pull request 2424 of FOCUS_Spec: the requirements of the dataset and of
its columns.
"""

import json
import re
from datetime import datetime, timedelta
from decimal import Decimal
from itertools import pairwise

import pytest

# In the draft's order, which is alphabetical; True where the draft allows nulls.
COLUMNS = {
    "ChargeCategory": False,
    "CommitmentApplicability": True,
    "CommitmentDiscountCategory": True,
    "ContractId": True,
    "PricingCurrency": False,
    "PricingCurrencyCategory": False,
    "PricingRegionId": True,
    "PricingServiceName": False,
    "PricingUnit": False,
    "PurchaseDurationType": True,
    "PurchasePaymentModel": True,
    "QuantityTierMaximum": True,
    "QuantityTierMinimum": False,
    "ServiceProviderName": False,
    "SkuId": False,
    "SkuPriceCreated": False,
    "SkuPriceDescription": False,
    "SkuPriceEffectiveEnd": True,
    "SkuPriceEffectiveStart": True,
    "SkuPriceEligibility": False,
    "SkuPriceId": False,
    "SkuPriceLastUpdated": False,
    "UnitPrice": False,
    "UnitPriceType": False,
}
ALLOWED = {
    "ChargeCategory": {"Usage", "Purchase"},
    "CommitmentDiscountCategory": {"Spend", "Usage", None},
    "PricingCurrencyCategory": {"Payable", "Consumable"},
    "PurchasePaymentModel": {"No Upfront", "Partial Upfront", "All Upfront", None},
    "UnitPriceType": {"List", "Base", "Contracted"},
}
KEY = (
    "ServiceProviderName",
    "SkuPriceId",
    "ContractId",
    "SkuPriceEffectiveStart",
    "PricingCurrency",
    "UnitPriceType",
)
UNIT = re.compile(r"([A-Z]\w*-)?(Year|Month|Day|Hour|Minute|Second)s")
TERM = re.compile(r"[1-9]\d* (Minute|Hour|Day|Week|Month|Quarter|Year)s?")


@pytest.fixture
def prices(rows):
    return rows("from cost.focus_sku_prices")


def test_the_columns_are_the_draft_s_in_its_order_and_then_only_custom_ones(prices):
    columns = list(prices[0])
    assert columns[:24] == list(COLUMNS)
    assert [name for name in columns[24:] if not re.fullmatch(r"x_([A-Z][a-z]+)+", name)] == []


@pytest.mark.parametrize("column", [name for name, nulls in COLUMNS.items() if not nulls])
def test_a_column_that_must_not_be_null_is_not(prices, column):
    assert [price for price in prices if price[column] in (None, "")] == []


@pytest.mark.parametrize("column", ALLOWED)
def test_a_column_has_only_values_that_the_draft_allows(prices, column):
    assert {price[column] for price in prices} <= ALLOWED[column]


def test_columns_have_the_draft_s_types(rows):
    types = {
        row["column_name"]: row["data_type"]
        for row in rows("from duckdb_columns() where table_name = 'focus_sku_prices'")
    }
    decimals = {"QuantityTierMaximum", "QuantityTierMinimum", "UnitPrice"}
    times = {name for name in COLUMNS if name.startswith("SkuPrice") and types[name] == "TIMESTAMP"}
    assert {types[name] for name in decimals} == {"DECIMAL(18,6)"}
    assert times == {
        "SkuPriceCreated",
        "SkuPriceEffectiveEnd",
        "SkuPriceEffectiveStart",
        "SkuPriceLastUpdated",
    }
    assert {types[name] for name in COLUMNS.keys() - decimals - times} == {"VARCHAR"}


def test_no_two_records_share_the_key(prices):
    keys = [tuple(price[name] for name in KEY) for price in prices]
    assert len(keys) == len(set(keys))


def test_periods_of_one_price_do_not_overlap(prices):
    periods = {}
    for price in prices:
        key = tuple(price[name] for name in KEY if name != "SkuPriceEffectiveStart")
        start = price["SkuPriceEffectiveStart"] or datetime.min
        periods.setdefault(key, []).append((start, price["SkuPriceEffectiveEnd"] or datetime.max))
    assert [
        key for key, found in periods.items() if any(end <= start for start, end in found)
    ] == []
    assert [
        (key, one, two)
        for key, found in periods.items()
        for one, two in pairwise(sorted(found))
        if two[0] < one[1]
    ] == []


def test_what_is_no_commitment_says_nothing_of_one(prices):
    assert {
        tuple(price[name] is None for name in COLUMNS if name.startswith(("Commitment", "Purch")))
        for price in prices
        if price["ChargeCategory"] == "Usage"
    } == {(True, True, True, True)}


def test_a_commitment_says_what_it_covers_for_how_long_and_how_it_is_paid(prices):
    bought = [price for price in prices if price["ChargeCategory"] == "Purchase"]
    ids = {price["SkuPriceId"] for price in prices}
    assert sorted(price["PurchaseDurationType"] for price in bought) == ["1 Year", "3 Years"]
    for price in bought:
        covers = json.loads(price["CommitmentApplicability"])
        (rule,) = covers["Inclusions"]
        assert covers["InclusionOperator"] in ("And", "Or")
        assert (rule["Dimension"], rule["Operator"]) == ("SkuPriceId", "In")
        assert set(rule["Values"]) <= ids
        assert rule["Coverage"] == {"UnitPrice": float(price["UnitPrice"])}
        assert price["CommitmentDiscountCategory"] == "Usage"
        assert price["PurchasePaymentModel"] is not None
        assert TERM.fullmatch(price["PurchaseDurationType"])


def test_everyone_gets_a_list_price_and_no_contract_is_named(prices):
    assert {price["ContractId"] for price in prices} == {None}
    assert {price["UnitPriceType"] for price in prices} == {"List"}
    assert {price["SkuPriceEligibility"] for price in prices} == {'{"IsGlobalScope": true}'}


def test_one_price_holds_for_any_quantity(prices):
    tiers = {(price["QuantityTierMinimum"], price["QuantityTierMaximum"]) for price in prices}
    assert tiers == {(Decimal(0), None)}


def test_units_are_hours_of_something(prices):
    assert [unit for price in prices if not UNIT.fullmatch(unit := price["PricingUnit"])] == []


def test_a_price_id_has_one_sku_and_a_record_is_not_changed_before_it_is_made(prices):
    skus = {(p["ServiceProviderName"], p["SkuPriceId"], p["SkuId"]) for p in prices}
    assert len(skus) == len({sku[:2] for sku in skus})
    assert [p for p in prices if p["SkuPriceLastUpdated"] < p["SkuPriceCreated"]] == []
    assert [p for p in prices if p["UnitPrice"] < 0] == []


def test_every_price_of_every_list_is_in_one_record_or_a_named_conflict(rows, prices):
    listed = rows(
        "select list_prices.*, party_name from core.list_prices"
        " inner join reference.parties on provider_id = party_id"
    )
    beaten = {
        (row["component_id"], row["price_list_id"], row["other_price_list_id"])
        for row in rows("from audit.price_conflicts")
    }
    beaten = {(name, one) for name, *lists in beaten for one in lists} - {
        (row["component_id"], row["preferred_price_list_id"])
        for row in rows("from audit.price_conflicts")
    }
    for row in listed:
        start = datetime.combine(row["effective_from_date"], datetime.min.time())
        last = row["effective_to_date"] or row["effective_from_date"]
        end = datetime.combine(last, datetime.min.time()) + timedelta(1)
        found = [
            price
            for price in prices
            if (price["ServiceProviderName"], price["SkuPriceId"], price["UnitPrice"])
            == (row["party_name"], row["offer_id"], row["price_usd_per_unit_hour"])
            and price["SkuPriceEffectiveStart"] <= start
            and end <= (price["SkuPriceEffectiveEnd"] or datetime.max)
        ]
        assert len(found) == ((row["offer_id"], row["price_list_id"]) not in beaten), row

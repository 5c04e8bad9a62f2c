"""``price_list_as_of``: the list in force, or the last known one and its age, and never nothing."""

from datetime import date, timedelta
from decimal import Decimal

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOTE, PAGE = "coreweave_note_2023_06_20", "coreweave_page_2026_03_13"
DOCS = "coreweave_docs_2023_01_12"
TODAY = date(2026, 11, 25)
AZURE = [
    *("NC6s v3", "NC12s v3", "NC24s v3"),
    *("NC24ads A100 v4", "NC48ads A100 v4", "NC96ads A100 v4"),
]


@pytest.fixture
def ages(rows):
    """Return a function that gives the lists that answer, each with its least and greatest age."""

    def ages(provider, day, known_by=TODAY):
        found = rows(
            "select price_list_id, min(days_unconfirmed) as least, max(days_unconfirmed) as most"
            f" from price_list_as_of('{provider}', '{day}', known_by := '{known_by}')"
            " group by all order by all"
        )
        return [(row["price_list_id"], row["least"], row["most"]) for row in found]

    return ages


@pytest.mark.parametrize(
    ("provider", "day", "expected"),
    [
        # 95 days from 2026-08-22
        ("coreweave", "2026-11-25", {(PAGE, 95), ("coreweave_spot_2026_05_10", 95)}),
        # two weeks and ten days in June, July and so on: 1,254 days from 2023-06-20
        ("lambda", "2026-11-25", {("lambda_full_stack_2023_06_20", 1254)}),
        ("aws", "2023-05-29", {("aws_full_stack_2023_05_29", 0)}),
        # nobody looked between 2023-05-29 and 2023-06-20
        ("lambda", "2023-06-19", {("lambda_full_stack_2023_05_29", 21)}),
    ],
)
def test_the_answer_says_how_old_it_is(ages, provider, day, expected):
    found = ages(provider, day)
    newest = {(name, least) for name, least, _ in found if least == min(age[1] for age in found)}
    assert newest == expected


def offers(rows, provider, day, *columns, known_by=TODAY, where="true"):
    found = rows(
        f"select distinct {', '.join(columns)}"
        f" from price_list_as_of('{provider}', '{day}', known_by := '{known_by}') where {where}"
    )
    return {tuple(row.values()) for row in found}


AZURE_OFFERS = {  # the 13 of the list of 2023-05-29, and two that only Epoch's list shows
    *((name, kind) for name in AZURE for kind in ("on_demand", "spot")),
    ("ND96amsr A100 v4", "on_demand"),
    ("NC24ads A100 v4", "reserved_1y"),
    ("NC24ads A100 v4", "reserved_3y"),
}


@pytest.mark.parametrize(("day", "age"), [("2023-05-29", 0), ("2023-05-30", 1)])
def test_a_smaller_list_confirmed_longer_drops_no_offer(rows, day, age):
    found = rows(f"from price_list_as_of('azure', '{day}')")
    assert len(found) == 6 + 6 + 1 + 2
    assert {(row["item_name"], row["commitment_type"]) for row in found} == AZURE_OFFERS
    ages = {row["price_list_id"]: row["days_unconfirmed"] for row in found}
    assert ages == {"azure_full_stack_2023_05_29": age, "azure_epoch_2023_05_08": 0}


def test_what_a_newer_list_does_not_show_is_answered_with_its_age(rows):
    """Of the page of 2025-01-01 some rows are held, no A100 among them; 25 + 31 + 1 days: 2.21."""
    columns = (
        "price_list_id",
        "coalesce(price_usd_per_unit_hour, price_usd_per_hour)",
        "days_unconfirmed",
        "newer_price_list_id",
    )
    for gpu_model, expected in {
        "a100_sxm_80gb": {(NOTE, Decimal("2.21"), 57, None)},
        "h100_sxm": {(PAGE, Decimal("49.24"), 0, None)},  # and not the note's bare 4.76 beside it
        # withdrawn after 2021-08-16: the documents of 2023, seen whole until 2023-07-24, lack it
        "p100_sxm_16gb": {("coreweave_docs_2021_06_28", Decimal("0.55"), 1265, DOCS)},
    }.items():
        mine = f"gpu_model_id = '{gpu_model}'"
        assert offers(rows, "coreweave", "2025-02-01", *columns, where=mine) == expected


def left_out(rows, provider, day):
    found = rows(f"from price_list_as_of('{provider}', '{day}')")
    return {row["item_name"]: row["newer_price_list_id"] for row in found}


def test_a_list_of_which_single_prices_were_seen_later_leaves_out_nothing(rows):
    """The note's Table 1 prints the seven as the documents do; six others were seen later."""
    found = left_out(rows, "coreweave", "2023-12-01")
    rtx, quadro = ("rtx_a6000", "rtx_a5000", "rtx_a4000"), ("quadro_rtx_5000", "quadro_rtx_4000")
    for gpu_model in ("a40", *rtx, *quadro, "v100_sxm_16gb"):
        assert found[gpu_model] is None
    # The documents of 2023 were seen whole, and had the V100 PCIe no more.
    assert found["v100_pcie_16gb"] == DOCS


def test_a_record_of_one_machine_leaves_out_no_other(rows):
    found = left_out(rows, "azure", "2023-06-20")
    assert found.keys() >= {"NC48ads A100 v4", "NC96ads A100 v4", "ND96amsr A100 v4"}
    assert set(found.values()) == {None}


def test_a_page_of_gpus_leaves_out_a_gpu_and_tells_nothing_of_memory(rows):
    """The page was seen whole from 2026-03-13; a day before, only rows of it are held."""
    for day, of_gpu in {"2026-03-12": None, "2026-03-13": PAGE, "2026-11-25": PAGE}.items():
        found = left_out(rows, "coreweave", day)
        assert (found["a40"], found["p100_sxm_16gb"]) == (of_gpu, of_gpu or DOCS)
        assert (found["ram_gb"], found["vcpu_xeon"]) == (None, DOCS)


@FEW
@given(
    provider=st.sampled_from(["coreweave", "lambda", "microsoft_azure", "google_cloud"]),
    day=st.dates(date(2020, 6, 1), date(2027, 1, 1)),
)
def test_a_list_that_leaves_out_an_offer_does_not_show_it(rows, provider, day):
    """By the seeds and not by what the macro reads: neither as a component nor as a machine."""
    assert (
        rows(f"""
            select answered.item_name, answered.newer_price_list_id
            from price_list_as_of('{provider}', '{day}') as answered
            inner join pricing.price_lists as newer
                on answered.newer_price_list_id = newer.price_list_id
            where
                newer.coverage_code = 'selected_offers'
                or newer.effective_from_date > date '{day}'
                or newer.last_confirmed_date <= answered.last_confirmed_date
                or exists (
                    from pricing.component_prices as shown
                    where
                        shown.price_list_id = newer.price_list_id
                        and shown.component_id = answered.item_name
                )
                or exists (
                    from pricing.instance_prices as shown
                    where
                        shown.price_list_id = newer.price_list_id
                        and shown.instance_type_name = answered.item_name
                        and shown.commitment_type = answered.commitment_type
                )
        """)
        == []
    )


def test_a_price_seen_again_is_known_from_the_day_it_was_seen(rows):
    """The capture of 2025-01-01 shows 49.24; the page that names its host is of 2026-03-13."""
    price = ("price_usd_per_hour", "days_unconfirmed")
    h100 = "gpu_model_id = 'h100_sxm'"
    found = offers(rows, "coreweave", "2025-06-01", *price, known_by="2025-06-01", where=h100)
    assert found == {(Decimal("49.24"), 0)}
    bare = ("price_usd_per_unit_hour", "days_unconfirmed")
    found = offers(rows, "coreweave", "2025-06-01", *bare, known_by="2024-12-31", where=h100)
    assert found == {(Decimal("4.76"), 177)}  # 25 + 151 + 1 days from 2024-12-06


def test_a_spot_price_is_as_old_as_the_last_look_at_it(rows):
    """Seen on 2026-04-29 and changed by 2026-05-10: on 2026-05-08 it is nine days old."""
    spot = ("price_usd_per_hour", "days_unconfirmed")
    found = offers(rows, "coreweave", "2026-05-08", *spot, where="commitment_type = 'spot'")
    assert found == {(Decimal("9.24"), 9)}


def test_what_was_on_offer_on_a_day_is_what_was_seen_by_then(rows):
    found = rows(
        "select distinct gpu_model_id from price_list_as_of('coreweave', '2025-05-31')"
        " where days_unconfirmed = 0"
    )
    assert {row["gpu_model_id"] for row in found} == {"a100_sxm_80gb", "h100_sxm", "h200_sxm"}


def test_a_price_seen_without_a_region_is_confirmed_of_none(rows):
    """The captures state no region and no host; the page of 2026-03-13 states both."""
    columns = "region_name", "vcpu_count", "days_unconfirmed"
    h100 = "gpu_model_id = 'h100_sxm' and commitment_type = 'on_demand'"
    found = offers(rows, "coreweave", "2025-06-01", *columns, where=h100)
    assert found == {("not stated", None, 0)}
    found = offers(rows, "coreweave", "2026-04-01", *columns, where=h100)
    assert found == {("Europe", 128, 0), ("North America", 128, 0)}
    first = rows(
        "select region_name, first_confirmed_date as first from core.instance_prices"
        f" where price_list_id = '{PAGE}' and {h100}"
    )
    assert {row["region_name"]: row["first"] for row in first} == {
        "not stated": date(2025, 1, 1),
        "Europe": date(2026, 3, 13),
        "North America": date(2026, 3, 13),
    }


def test_what_is_current_comes_first(rows):
    found = rows(
        "select newer_price_list_id is not null as is_left_out, days_unconfirmed as days"
        " from price_list_as_of('coreweave', '2026-11-25')"
    )
    order = [tuple(row.values()) for row in found]
    assert order == sorted(order)
    assert order[0] == (False, 95)


@pytest.mark.parametrize(
    ("company", "cloud"),
    [
        ("Oracle", "oracle_cloud"),
        ("Google", "google_cloud"),
        ("Microsoft", "microsoft_azure"),
        ("Amazon", "amazon_web_services"),
    ],
)
def test_a_company_without_lists_is_answered_with_the_name_of_its_cloud(rows, company, cloud):
    (row,) = rows(f"from price_list_as_of('{company}', '2026-11-25')")
    assert row["reason"].endswith(f"; lists are held of {cloud}")
    (row,) = rows("from price_list_as_of('NVIDIA', '2026-11-25')")
    assert "lists are held" not in row["reason"]


def test_an_unknown_provider_is_refused_with_the_nearest_name(rows):
    with pytest.raises(duckdb.InvalidInputException, match="did you mean 'coreweave'"):
        rows("from price_list_as_of('corewaeve', '2026-11-25')")


@FEW
@given(
    provider=st.sampled_from(["coreweave", "lambda", "amazon_web_services", "oracle_cloud"]),
    day=st.dates(date(2020, 6, 1), date(2027, 1, 1)),
    known_by=st.dates(date(2020, 6, 1), date(2027, 1, 1)),
)
def test_every_answer_has_a_price_and_its_age_or_a_reason(rows, provider, day, known_by):
    found = rows(f"from price_list_as_of('{provider}', '{day}', known_by := '{known_by}')")
    assert found
    prices = {}
    for row in found:
        goods = (row["item_name"], row["region_name"], row["commitment_type"])
        assert prices.setdefault(goods, row) is row, "two prices for one offer"
        if row["reason"] is not None:
            assert (len(found), row["price_list_id"], row["days_unconfirmed"]) == (1, None, None)
            continue
        assert row["last_confirmed_date"] <= known_by
        assert row["known_date"] <= known_by
        age = day - row["last_confirmed_date"]
        assert row["days_unconfirmed"] == max(age, timedelta()).days


def test_by_the_note_s_day_nobody_had_cut_the_price_of_the_h100(rows):
    """Two publishers printed 4.78 and 4.76 at one time: a conflict, whatever their ends."""
    for day in ("2023-06-20", "2023-07-23", "2023-07-25", "2026-11-25"):
        assert (
            rows(
                f"from cost.price_changes_known_by('{day}') where to_price_list_id = '{NOTE}'"
                f" or (from_price_list_id = '{NOTE}' and to_price_list_id like '%docs%')"
            )
            == []
        )


def test_same_host_savings_are_known_on_the_note_s_day(rows):
    """Of all whose host is stated: 16 GPUs and eight A4000 are two instances of CoreWeave's."""
    found = rows(
        "select distinct rival_instance_type_name as name, is_same_host_orderable as fits,"
        " same_host_saving_fraction is null as is_missing"
        " from cost.provider_comparisons_known_by('2023-06-20') where rival_vcpu_count is not null"
    )
    assert not any(row["is_missing"] for row in found)
    refused = {row["name"] for row in found if not row["fits"]}
    assert refused == {"a2-megagpu-16g", "8x A4000 (16 GB)"}
    differing = rows("""
        select audited.rival_instance_type_name
        from audit.claimed_savings as audited
        inner join cost.provider_comparisons_known_by('2023-06-20') as compared
            using (price_list_id, rival_provider_id, rival_instance_type_name, gpu_model_id)
        where
            audited.claim_id = 'saving_80_percent'
            and compared.rival_commitment_type = 'on_demand'
            and compared.rival_usd_per_gpu_hour = audited.rival_usd_per_gpu_hour
            and compared.same_host_usd_per_gpu_hour <> audited.same_host_usd_per_gpu_hour
    """)
    assert differing == []

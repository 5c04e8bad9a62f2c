"""``price_list_as_of``: the list in force, or the last known one and its age, and never nothing."""

from datetime import date, timedelta

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

FEW = settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
NOTE, PAGE = "coreweave_note_2023_06_20", "coreweave_page_2026_03_13"
TODAY = date(2026, 11, 25)


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
        # the page was seen on 2025-01-01 and until 2026-08-22, not the broker's bare 4.76
        ("coreweave", "2025-06-01", [(PAGE, 0, 0)]),
        # of the note's list the GPUs were seen until 2024-12-06, the host only on its own day
        ("coreweave", "2024-12-20", [(NOTE, 14, 549)]),
        # 95 days from 2026-08-22
        ("coreweave", "2026-11-25", [(PAGE, 95, 95), ("coreweave_spot_2026_05_10", 95, 95)]),
        # two weeks and ten days in June, July and so on: 1,254 days from 2023-06-20
        ("lambda", "2026-11-25", [("lambda_full_stack_2023_06_20", 1254, 1254)]),
        ("aws", "2023-05-29", [("aws_full_stack_2023_05_29", 0, 0)]),
    ],
)
def test_the_answer_says_how_old_it_is(ages, provider, day, expected):
    assert ages(provider, day) == expected


def test_what_was_on_offer_on_a_day_is_what_was_seen_by_then(rows):
    found = rows("select distinct gpu_model_id from price_list_as_of('coreweave', '2025-05-31')")
    assert {row["gpu_model_id"] for row in found} == {"a100_sxm_80gb", "h100_sxm", "h200_sxm"}


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
    for row in found:
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
    """Null only where CoreWeave sells no such shape: 16 GPUs, or eight A4000."""
    found = rows(
        "select distinct rival_instance_type_name as name"
        " from cost.provider_comparisons_known_by('2023-06-20')"
        " where same_host_saving_fraction is null and rival_vcpu_count is not null"
    )
    assert {row["name"] for row in found} == {"a2-megagpu-16g", "8x A4000 (16 GB)"}
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

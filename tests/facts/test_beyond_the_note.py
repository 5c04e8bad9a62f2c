"""Prices and revenues that other sources state, typed in by hand once more."""

from decimal import Decimal

import pytest

LAST_DOCS = "coreweave_docs_2023_01_12"
# The price list of CoreWeave's documents that held on the day of the note.
DOCS_PRICES = {
    "h100_sxm": "4.78",
    "h100_pcie": "4.25",
    "a100_sxm_80gb": "2.21",
    "a100_pcie_80gb": "2.21",
    "a100_sxm_40gb": "2.06",
    "a100_pcie_40gb": "2.06",
    "a40": "1.28",
    "rtx_a6000": "1.28",
    "rtx_a5000": "0.77",
    "rtx_a4000": "0.61",
    "quadro_rtx_5000": "0.57",
    "quadro_rtx_4000": "0.24",
    "v100_sxm_16gb": "0.80",
}


@pytest.fixture
def ask(warehouse):
    return lambda sql, *values: warehouse.execute(sql, values).fetchall()


def test_the_last_documents_of_coreweave_price_13_gpus(ask):
    found = ask(
        "select gpu_model_id, price_usd_per_unit_hour from pricing.component_prices"
        " where price_list_id = $1 and component_type = 'gpu'",
        LAST_DOCS,
    )
    assert dict(found) == {model: Decimal(price) for model, price in DOCS_PRICES.items()}


def test_the_last_documents_of_coreweave_price_hosts_without_gpu(ask):
    found = ask(
        "select component_id, price_usd_per_unit_hour from pricing.component_prices"
        " where price_list_id = $1 and component_type in ('cpu_core_with_ram', 'ram_gb')",
        LAST_DOCS,
    )
    assert dict(found) == {
        "cpu_amd_epyc_milan": Decimal("0.035"),
        "cpu_amd_epyc_rome": Decimal("0.03"),
        "cpu_intel_xeon_scalable": Decimal("0.03"),
        "cpu_intel_xeon_v4": Decimal("0.02"),
        "cpu_intel_xeon_v3": Decimal("0.0125"),
        "ram_gb": Decimal("0.005"),
    }


@pytest.mark.parametrize("schema", ["pricing", "core"])
def test_both_prices_of_the_hgx_h100_stand_on_the_day_of_the_note(ask, schema):
    found = ask(
        f"""
        select price_list_id, price_usd_per_unit_hour
        from {schema}.component_prices
        inner join pricing.price_lists as lists using (price_list_id)
        where gpu_model_id = 'h100_sxm' and date '2023-06-20' between
            lists.effective_from_date and coalesce(lists.effective_to_date, 'infinity'::date)
        order by all
        """
    )
    assert found == [
        (LAST_DOCS, Decimal("4.78")),
        ("coreweave_note_2023_06_20", Decimal("4.76")),
    ]


# Price of one GPU in CoreWeave's documents: first list, last list, prices, lists
HISTORY = {
    "a100_sxm_40gb": ("2021_01_18", "2023_01_12", {"2.06"}),
    "h100_sxm": ("2023_01_12", "2023_01_12", {"4.78"}),
    "a100_sxm_80gb": ("2022_10_03", "2023_01_12", {"2.21"}),
    "a100_pcie_80gb": ("2022_05_13", "2023_01_12", {"2.21"}),
    "rtx_a5000": ("2021_05_12", "2023_01_12", {"0.77"}),
    "v100_pcie_16gb": ("2021_01_18", "2022_02_23", {"0.47"}),
    "p100_sxm_16gb": ("2021_01_18", "2021_06_28", {"0.55"}),
    "quadro_rtx_6000": ("2021_01_18", "2021_08_22", {"0.97"}),
}


@pytest.mark.parametrize("model", HISTORY)
def test_a_gpu_is_listed_from_its_first_to_its_last_document(ask, model):
    first, last, prices = HISTORY[model]
    found = ask(
        "select price_list_id, price_usd_per_unit_hour from pricing.component_prices"
        " where gpu_model_id = $1 and price_list_id like 'coreweave_docs_%' order by 1",
        model,
    )
    assert (found[0][0], found[-1][0]) == (f"coreweave_docs_{first}", f"coreweave_docs_{last}")
    assert {price for _, price in found} == {Decimal(price) for price in prices}


def test_the_first_price_of_the_rtx_a5000_held_for_part_of_a_day_only(ask):
    found = ask(
        "select price_usd_per_unit_hour, source_locator from pricing.component_prices"
        " where gpu_model_id = 'rtx_a5000' and price_list_id = 'coreweave_docs_2021_05_12'"
    )
    assert found == [
        (Decimal("0.77"), "GPU row RTX_A5000; 0.75 in the earlier revision of the day")
    ]


# GPU model: GPUs, vCPUs, GB of memory, whole instance on demand
COREWEAVE_2026 = {
    "gb200": (4, 144, 960, "42.00"),
    "b200_sxm": (8, 128, 2048, "68.80"),
    "h200_sxm": (8, 128, 2048, "50.44"),
    "h100_sxm": (8, 128, 2048, "49.24"),
    "a100_sxm_80gb": (8, 128, 2048, "21.60"),
    "l40s": (8, 128, 1024, "18.00"),
    "l40": (8, 128, 1024, "10.00"),
    "rtx_pro_6000_blackwell": (8, 128, 1024, "20.00"),
    "gh200": (1, 72, 480, "6.50"),
}


@pytest.mark.parametrize("region", ["North America", "Europe"])
def test_coreweave_sells_whole_instances_in_2026(ask, region):
    found = ask(
        "select gpu_model_id, gpu_count, vcpu_count, ram_gb, price_usd_per_hour"
        " from pricing.instance_prices where price_list_id = 'coreweave_page_2026_03_13'"
        " and commitment_type = 'on_demand' and region_name = $1",
        region,
    )
    assert {model: tuple(rest) for model, *rest in found} == {
        model: (*shape, Decimal(price)) for model, (*shape, price) in COREWEAVE_2026.items()
    }


# On demand on the day of the note: provider, instance, GPU model, GPUs, whole instance
RIVALS = [
    ("amazon_web_services", "p4de.24xlarge", "a100_sxm_80gb", 8, "40.97"),
    ("amazon_web_services", "p4d.24xlarge", "a100_sxm_40gb", 8, "32.77"),
    ("amazon_web_services", "p3.2xlarge", "v100_sxm_16gb", 1, "3.06"),
    ("amazon_web_services", "p3dn.24xlarge", "v100_sxm_32gb", 8, "31.21"),
    ("microsoft_azure", "NC24ads A100 v4", "a100_pcie_80gb", 1, "3.67"),
    ("microsoft_azure", "ND96amsr A100 v4", "a100_sxm_80gb", 8, "37.18"),
    ("microsoft_azure", "NC6s v3", "v100_sxm_16gb", 1, "3.06"),
    ("google_cloud", "a2-highgpu-1g", "a100_sxm_40gb", 1, "3.67"),
    ("google_cloud", "n1-highmem-8", "v100_sxm_16gb", 1, "2.95"),
    ("lambda", "1x H100 (80 GB)", "h100_pcie", 1, "1.99"),
    ("lambda", "1x A100 (40 GB)", "a100_sxm_40gb", 1, "1.10"),
    ("lambda", "8x A100 (80 GB)", "a100_sxm_80gb", 8, "12.00"),
    ("runpod", "8x A40 (48 GB)", "a40", 8, "6.32"),
    ("runpod", "8x A5000 (24 GB)", "rtx_a5000", 8, "3.52"),
    ("runpod", "8x A4000 (16 GB)", "rtx_a4000", 8, "2.72"),
]


@pytest.mark.parametrize("rival", RIVALS, ids=lambda rival: f"{rival[0]} {rival[1]}")
def test_a_rival_had_one_price_on_the_day_of_the_note(ask, rival):
    provider, instance, *_ = rival
    found = ask(
        """
        select distinct
            provider_id, instance_type_name, gpu_model_id, gpu_count, price_usd_per_hour
        from pricing.instance_prices
        inner join pricing.price_lists using (price_list_id)
        where provider_id = $1 and instance_type_name = $2 and commitment_type = 'on_demand'
            and date '2023-06-20' between
            effective_from_date and coalesce(effective_to_date, 'infinity'::date)
        """,
        provider,
        instance,
    )
    assert found == [(*rival[:4], Decimal(rival[4]))]


# Four quarters, and the year as NVIDIA rounds it, in billions
FY26 = {
    "data_center": (["39.1", "41.1", "51.2", "62.31"], "193.7"),
    "total": (["44.1", "46.7", "57.0", "68.13"], "215.9"),
}


@pytest.mark.parametrize("segment", FY26)
def test_the_quarters_of_nvidia_add_up_to_its_year(ask, segment):
    quarters, year = FY26[segment]
    found = ask(
        "select revenue_usd / 1000000000 from market.company_revenues"
        " where company_id = 'nvidia' and segment_name = $1 and fiscal_period_name like 'FY26Q_'"
        " order by fiscal_period_name",
        segment,
    )
    revenues = [Decimal(str(revenue)) for (revenue,) in found]
    assert revenues == [Decimal(quarter) for quarter in quarters]
    assert round(sum(revenues), 1) == Decimal(year)


def test_what_a_paper_states_was_known_when_it_came_out(ask):
    """An arXiv number opens with year and month; Epoch's own estimate of the compute came later."""
    found = ask("""
        select sources.url, sources.published_date, models.training_compute_flop
        from market.ai_models as models
        inner join reference.sources using (source_id)
        where sources.publisher_name like '%cited by Epoch AI'
    """)
    assert len(found) == 8
    for url, day, flop in found:
        assert url.removeprefix("https://arxiv.org/abs/")[:4] == f"{day:%y%m}"
        assert flop is None


def test_llama_s_size_was_known_on_the_day_of_the_note(ask):
    known = ask("""
        select source_id, parameter_count, training_token_count
        from growth.training_compute_known_by('2023-06-20')
        where model_id = 'llama_65b' order by source_id
    """)
    paper = ("llama_65b_paper_2023_02_24", 65_200_000_000, 1_400_000_000_000)
    assert [row[0] for row in known] == [paper[0], "tf_securities_2023_06_20"]
    assert known[0] == paper

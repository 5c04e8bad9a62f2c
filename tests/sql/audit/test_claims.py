"""What the audit says of the note's claims, each number worked out by hand or in Python."""

import pytest

TABLE_1 = {
    "h100_pcie": 4.25,
    "a100_sxm_80gb": 2.21,
    "a100_pcie_80gb": 2.21,
    "a100_sxm_40gb": 2.06,
    "a100_pcie_40gb": 2.06,
    "a40": 1.28,
    "rtx_a6000": 1.28,
    "rtx_a5000": 0.77,
    "rtx_a4000": 0.61,
    "quadro_rtx_5000": 0.57,
    "quadro_rtx_4000": 0.24,
    "v100_sxm_16gb": 0.80,
}
# The memory of each GPU of Table 1, and the host that it comes with at most.
MEMORY_GB = {
    "h100_sxm": 80,
    "h100_pcie": 80,
    "a100_sxm_80gb": 80,
    "a100_pcie_80gb": 80,
    "a100_sxm_40gb": 40,
    "a100_pcie_40gb": 40,
    "a40": 48,
    "rtx_a6000": 48,
    "rtx_a5000": 24,
    "rtx_a4000": 16,
    "quadro_rtx_5000": 16,
    "quadro_rtx_4000": 8,
    "v100_sxm_16gb": 16,
}
# claim: verdict, figure as the data have it
NAMED = {
    "gpt_3_training_compute": ("consistent", 3.14e23),  # Epoch, citing the paper: 0.3 % below
    "gpt_3_training_compute_as_rate": ("contradicted", 615 * 1e3),
    "gpt_3_data_equals_tokens": ("contradicted", 45e12 / 4),
    "unit_price_vcpu": ("reproduced", 0.01),
    "unit_price_ram": ("reproduced", 0.005),
    "gpu_price_h100_sxm": ("reproduced", 4.76),
    "docs_example_v100": ("consistent", 4 * 0.80 + 32 * 0.01 + 128 * 0.005),
    "docs_example_cpu_only": ("consistent", 6 * 0.03),
    "instance_price_formula": ("reproduced", 4.16),
    "only_gpu_price_varies": ("reproduced", 1),
    "compute_capacity_2030": ("reproduced", 56_000),
    "nvidia_gpu_offerings_over_10": ("reproduced", 13),
    "microsoft_revenue": ("consistent", 52.9e9),
    "nvidia_revenue": ("reproduced", 7.19e9),
    "llama_parameters": ("consistent", 65.2e9),
    "microsoft_one_billion": ("contradicted", 10e9),
    "microsoft_several_billion": ("consistent", 10e9),
    "microsoft_revenue_mainly_cloud": ("consistent", 28.5 / 52.86),
    "amazon_leads_cloud_market": ("reproduced", 1),
    "azure_growth": ("reproduced", 0.27),
    "founded_2017": ("reproduced", 2017),
    "ethereum_mining": ("reproduced", 1),
    "gpt_3_parameters": ("reproduced", 175e9),
    "gpt_3_training_tokens": ("reproduced", 300e9),
    "gpt_4_release": ("reproduced", 202303),
    "palm_e_parameters": ("consistent", 562e9),
    "node_bandwidth": ("reproduced", 8 * 400 / 1000),
    "storage_copies_3": ("reproduced", 3),
    "storage_volume_range": ("consistent", 1000 * 1000),
    "ampere_training_hopper_inference": ("contradicted", 3),  # HPC, training, inference
    "hgx_h100_inference_30x": ("contradicted", None),
    "microsoft_invests": ("untestable", None),
    "low_latency_people": ("reproduced", 51e6),
    "workload_start_within_5_seconds": ("contradicted", 20),
    "lowest_on_demand_price": ("consistent", 0),
    "founder_brian_ventura": ("contradicted", 0),
    "saving_80_percent": ("contradicted", None),
    "saving_80_percent_over_competitors": ("contradicted", None),
    "docs_saving_80_percent": ("untestable", None),
}
# What CoreWeave's own documents of before the note say too, or who is named a founder.
SAID_TOO = [
    "hgx_h100_on_infiniband",
    "cpu_only_instances",
    "runs_control_plane",
    "virtual_servers_on_kubevirt",
    "gpu_pass_through",
    "linux_and_windows_servers",
    "storage_on_ceph",
    "storage_for_both",
    "resource_based_pricing",
    "founder_michael_intrator",
    "founder_brannin_mcbee",
]
NAMED |= dict.fromkeys(SAID_TOO, ("reproduced", 1))
# Of workloads it is so; storage and reserved addresses are billed whether used or not.
NAMED |= {"paid_only_while_used": ("consistent", 1)}
NAMED |= {f"gpu_price_{gpu}": ("reproduced", price) for gpu, price in TABLE_1.items()}
NAMED |= {f"gpu_memory_{gpu}": ("reproduced", size) for gpu, size in MEMORY_GB.items()}
# What only the note's own table, sum or list bears out.
OWN_WORD = {
    "total_funding": "add up to 576,500,000 US dollars",  # 3 + 2.5 + 50 + 100 + 111 + 110 + 200
    "debt_funding": "leaves 100,000,000 US dollars",  # 576.5 - 476.5
    "round_seed": "leaves 3,000,000 US dollars",  # 576.5 - (2.5 + 50 + 100 + 111 + 110 + 200)
    "valuation_range": "gives 2,000,000,000 to 2,221,000,000 US dollars",  # 2.221 - 0.221
    "products_7": "lists 7",
    "stack_layers_3": "lists 3",
    "compute_stages_3": "lists 3",
    "magnetar_capital_invests": "named in 4 of 5 amounts",
    "nat_friedman_invests": "named in 1 of 5 amounts",
    "daniel_gross_invests": "named in 1 of 5 amounts",
}
UNTESTABLE = [
    *OWN_WORD,
    "venturo_is_chief_technology_officer",
    "speed_up_35x",
    "hgx_h100_hpc_7x",
    "hgx_h100_training_9x",
    "docs_hgx_h100_inference_30x",
    "docs_hgx_h100_hpc_7x",
    "docs_hgx_h100_training_9x",
    "microsoft_has_high_cloud_share",
    "google_has_high_cloud_share",
    "ibm_has_high_cloud_share",
    "alibaba_cloud_has_high_cloud_share",
    "gpt_4_inputs",
    "llama_shared_in_closed_form",
    "hgx_h100_with_sharp",
    "selene_shortens_training",
    "cdna_2_made_for_machine_learning",
    "partner_tarteel_ai",
    "alliance_google_cloud_anthropic",
    "microsoft_sells_ai_models",
]


@pytest.fixture
def verdict(rows):
    """Return a function that gives the verdict of a claim."""

    def verdict(claim):
        (found,) = rows("from audit.claim_verdicts where claim_id = $1", [claim])
        return found

    return verdict


@pytest.mark.parametrize("claim", NAMED)
def test_claim_has_the_verdict_and_the_figure_worked_out_by_hand(claim, verdict):
    code, figure = NAMED[claim]
    found = verdict(claim)
    assert found["verdict_code"] == code
    assert figure is None or found["computed_value"] == pytest.approx(figure)


def test_nothing_else_is_contradicted(rows):
    found = rows("select claim_id from audit.claim_verdicts where verdict_code = 'contradicted'")
    assert {row["claim_id"] for row in found} == {
        claim for claim, (code, _) in NAMED.items() if code == "contradicted"
    }


def test_every_claim_has_one_verdict(rows):
    claims = [row["claim_id"] for row in rows("from reference.claims order by claim_id")]
    verdicts = [row["claim_id"] for row in rows("from audit.claim_verdicts order by claim_id")]
    assert claims
    assert verdicts == claims


def test_the_conflict_about_the_h100_is_named(verdict):
    found = verdict("gpu_price_h100_sxm")
    assert found["difference_fraction"] == 0
    assert found["reason"] == (
        "CoreWeave's pricing page had 4.76 US dollars per GPU-hour, as captured by gpu-price-index;"
        " known since 2023-04-01; another figure: CoreWeave's own list of the day,"
        " coreweave_docs_2023_01_12, has 4.78 US dollars per GPU-hour, +0.42 %, known since"
        " 2023-01-12."
    )


def test_a_publisher_s_own_figures_bear_out_its_claims_at_best_consistently(verdict):
    for claim in ("docs_example_v100", "docs_example_cpu_only"):
        found = verdict(claim)
        assert found["basis_code"] == "same_publisher"
        assert "no other publisher known by then says so; known since 2023-01-12" in found["reason"]


def test_the_segments_of_microsoft_date_the_share_of_its_cloud(verdict):
    found = verdict("microsoft_revenue_mainly_cloud")
    assert str(found["evidence_known_date"]) == "2023-04-26"


def test_one_billion_is_held_against_a_document_and_not_against_a_count_of_ours(verdict):
    found = verdict("microsoft_one_billion")
    assert (found["basis_code"], found["is_hindsight"]) == ("other_document", True)
    assert "about 10,000,000,000 US dollars from 2023 to 2030" in found["reason"]
    assert 'section 1.3 has "several billion US dollars' in found["reason"]


def test_the_end_of_a_range_that_no_document_states_is_told(verdict):
    found = verdict("storage_volume_range")
    assert found["computed_low_value"] == found["computed_high_value"] == 1e6
    assert "at the upper end" in found["reason"]
    assert "its other end would need CoreWeave's word on its smallest volume" in found["reason"]


@pytest.mark.parametrize("claim", OWN_WORD)
def test_nothing_is_supported_by_itself_though_it_comes_out(claim, verdict):
    reason = verdict(claim)["reason"]
    assert OWN_WORD[claim] in reason
    assert "the document's own word alone" in reason


def test_a_document_without_a_date_decides_nothing_and_the_titles_are_both_told(verdict, rows):
    found = verdict("venturo_is_chief_technology_officer")
    assert (found["evidence_known_date"], found["is_hindsight"]) == (None, False)
    assert "without a date, which is no evidence of that day: TheSequence" in found["reason"]
    assert "prospectus of 2025-03-31 has Brian Venturo" in found["reason"]
    assert "as chief strategy officer" in found["reason"]
    assert rows("""
        select source_id from market.company_people
        where person_id = 'brian_venturo' and role_name = 'chief strategy officer' order by 1
    """)[0] == {"source_id": "sec_coreweave_424b4_2025_03_31"}


def test_what_a_copy_repeats_was_known_when_the_original_came_out(verdict):
    """NVIDIA reported its quarter on 2023-05-24; the paper on GPT-3 is of 2020-05-28."""
    known = {
        "llama_parameters": "2023-02-24",
        "nvidia_revenue": "2023-05-24",
        "gpt_3_parameters": "2020-05-28",
        "palm_e_parameters": "2023-03-06",
        "gpt_4_release": "2023-03-15",
        "gpu_memory_h100_sxm": "2023-01-12",
    }
    assert {claim: str(verdict(claim)["evidence_known_date"]) for claim in known} == known


def test_the_compute_of_gpt_3_is_held_against_another_document_and_the_product_is_told(verdict):
    reason = verdict("gpt_3_training_compute")["reason"]
    assert "Epoch AI states about 3.14e+23 FLOP" in reason
    assert "known since 2020-05-28; another figure: six operations" in reason  # 6 * 1.75e11 * 3e11
    assert "make 3.15e+23 FLOP" in reason


def test_two_ways_to_count_microsoft_s_cloud_leave_most_of_its_revenue_open(verdict):
    found = verdict("microsoft_revenue_mainly_cloud")
    assert found["computed_low_value"] == pytest.approx(22.1 / 52.86)  # Intelligent Cloud
    assert found["computed_high_value"] == pytest.approx(28.5 / 52.86)  # Microsoft Cloud
    assert found["computed_low_value"] < 0.5 < found["computed_high_value"]


@pytest.mark.parametrize(
    ("cloud", "share"), [("microsoft", "0.23"), ("google", "0.1"), ("ibm", None)]
)
def test_a_share_is_told_and_what_is_called_high_is_not_known(cloud, share, verdict):
    reason = verdict(f"{cloud}_has_high_cloud_share")["reason"]
    assert "the share from which the document calls one high" in reason
    held = f"; held: cloud services/{cloud} {share} (mobile_world_live_cloud_2023_04_29)"
    assert (held in reason) == (share is not None)
    assert ("held:" in reason) == (share is not None)


def test_every_verdict_says_since_when_its_evidence_is_known(rows):
    found = rows(
        "select claim_id, reason, evidence_known_date from audit.claim_verdicts"
        " where verdict_code <> 'untestable' and basis_code <> 'same_document'"
    )
    assert [
        row for row in found if f"since {row['evidence_known_date']}" not in row["reason"]
    ] == []


def test_ten_billion_bear_out_several_and_the_contradiction_is_told(verdict):
    reason = verdict("microsoft_several_billion")["reason"]
    assert 'its abstract has "1 billion US dollars"' in reason
    assert "about 10,000,000,000 US dollars from 2023 to 2030; held here since 2024-11-30" in reason


def test_the_note_prints_no_up_to_for_the_speed_ups_of_hgx_h100(rows):
    found = rows(
        "select source_id, bound_type from reference.claims where claim_id like '%hgx_h100%'"
    )
    assert {(row["source_id"], row["bound_type"]) for row in found} == {
        ("tf_securities_2023_06_20", "exact"),
        ("coreweave_docs_hgx_h100_2023_05_15", "at_most"),
    }


def test_a_sample_of_one_offer_contradicts_nothing_and_is_told(verdict):
    found = verdict("docs_saving_80_percent")
    assert found["bound_type"] == "at_most"
    assert "more than the one offer held" in found["reason"]
    assert "it saves 3.3 % against Microsoft Azure NC24ads A100 v4" in found["reason"]


def test_what_a_document_does_not_print_is_no_claim_of_it(rows):
    ours = ["equity_funding", "cloud_market_growth_2023", "valuation_step_equals_round"]
    assert rows("from reference.claims where list_contains($1, claim_id)", [ours]) == []


@pytest.mark.parametrize("claim", UNTESTABLE)
def test_what_no_table_holds_is_untestable_and_says_what_would_be_needed(claim, verdict):
    found = verdict(claim)
    assert (found["verdict_code"], found["computed_value"]) == ("untestable", None)
    assert "would need" in found["reason"].lower()


@pytest.mark.parametrize("gpu", MEMORY_GB)
def test_the_host_ceilings_of_the_note_stand_in_no_other_document(gpu, rows):
    """48 vCPUs and 256 GB with a GPU of 40 GB and more, else 36 and 128."""
    expected = [256, 48] if MEMORY_GB[gpu] >= 40 else [128, 36]
    found = rows(
        "from audit.claim_verdicts where claim_id in ($1, $2) order by claim_id",
        [f"max_ram_{gpu}", f"max_vcpus_{gpu}"],
    )
    assert [row["stated_value"] for row in found] == expected
    assert {row["verdict_code"] for row in found} == {"untestable"}
    assert {row["reason"].split("; would need ")[0] for row in found} == {
        "No other document held states it"
    }
    (limits,) = rows(
        "from pricing.instance_limits where source_id = 'tf_securities_2023_06_20'"
        " and gpu_model_id = $1",
        [gpu],
    )
    assert [limits["max_ram_gb_per_gpu"], limits["max_vcpu_count_per_gpu"]] == expected


def test_every_reason_is_one_sentence_and_every_untestable_one_names_the_missing_data(rows):
    found = rows("from audit.claim_verdicts")
    assert [row["claim_id"] for row in found if not row["reason"].endswith(".")] == []
    untestable = [row for row in found if row["verdict_code"] == "untestable"]
    assert [
        row["claim_id"] for row in untestable if "would need" not in row["reason"].lower()
    ] == []


def test_hindsight_is_used_only_where_nothing_was_known_and_is_named(rows):
    found = rows("from audit.claim_verdicts where is_hindsight order by claim_id")
    assert {row["claim_id"]: str(row["evidence_known_date"]) for row in found} == {
        "founder_brian_ventura": "2025-03-05",
        "founded_2017": "2024-11-30",
        "ethereum_mining": "2023-08-09",
        "founder_brannin_mcbee": "2025-03-05",
        "founder_michael_intrator": "2025-03-05",
        "microsoft_one_billion": "2024-11-30",
        "microsoft_several_billion": "2024-11-30",
        "node_bandwidth": "2023-06-27",
    }
    assert [
        r for r in found if f"held here since {r['evidence_known_date']}" not in r["reason"]
    ] == []


def test_the_forecast_of_56_zflops_implies_65_1_percent_a_year(verdict):
    assert round(100 * ((56_000 / 615) ** (1 / (2030 - 2021)) - 1), 1) == 65.1
    assert "from 615 in 2021 that is 65.1 % a year" in verdict("compute_capacity_2030")["reason"]


def test_no_claim_is_borne_out_by_its_own_document_alone(rows):
    assert (
        rows("""
        select claim_id from audit.claim_verdicts
        where verdict_code = 'reproduced' and basis_code not in ('other_document', 'arithmetic')
    """)
        == []
    )

"""The names and lists of the broker's note of 2023-06-20, typed in by hand once more."""

from datetime import date
from decimal import Decimal

import pytest

NOTE = "tf_securities_2023_06_20"
DAY = date(2023, 6, 20)


@pytest.fixture
def note(warehouse):
    """Return a function that selects from the note's rows of a table, as tuples in order."""

    def ask(columns, table, order, where="true"):
        sql = f"select {columns} from {table} where source_id = '{NOTE}' and {where}"
        return warehouse.execute(f"{sql} order by {order}").fetchall()

    return ask


def names(rows):
    return [name for (name,) in rows]


def test_the_watch_list_has_14_companies_in_two_groups(note):
    found = note("watch_list_type, company_id", "market.watch_list", "watch_list_type, list_order")
    assert [company for group, company in found if group == "cloud_ai"] == [
        "cambricon",
        "hygon",
        "loongson",
        "unigroup_guoxin",
        "fudan_microelectronics",
        "anlogic",
        "amazon",
        "microsoft",
        "google",
        "oracle",
    ]
    chips = ["nvidia", "amd", "intel", "jingjia_micro"]
    assert [company for group, company in found if group == "compute_chip"] == chips
    assert len(found) == 10 + 4


def test_the_rating_scales_have_7_steps(note):
    columns = """rating_subject_type, rating_name_zh, low_relative_return_fraction,
        high_relative_return_fraction, benchmark_name, horizon_months"""
    order = "1, coalesce(low_relative_return_fraction, -1) desc"
    assert note(columns, "market.rating_scales", order) == [
        ("industry", "强于大市", 0.05, None, "CSI 300", 6),
        ("industry", "中性", -0.05, 0.05, "CSI 300", 6),
        ("industry", "弱于大市", None, -0.05, "CSI 300", 6),
        ("stock", "买入", 0.2, None, "CSI 300", 6),
        ("stock", "增持", 0.1, 0.2, "CSI 300", 6),
        ("stock", "持有", -0.1, 0.1, "CSI 300", 6),
        ("stock", "卖出", None, -0.1, "CSI 300", 6),
    ]


def test_electronics_keeps_its_rating(note):
    columns = "industry_name_zh, rating_code, previous_rating_code"
    assert note(columns, "market.industry_ratings", "1") == [("电子", "outperform", "outperform")]


def test_the_3_risks(note):
    assert names(note("risk_name_zh", "market.risk_factors", "risk_order")) == [
        "AI 发展及商业化不及预期",
        "AI 行业竞争加剧",
        "政策不确定性",
    ]


def test_the_7_products(note):
    assert names(note("product_name", "market.products", "product_order")) == [
        "NVIDIA HGX H100",
        "GPU Compute",
        "CPU Compute",
        "Kubernetes",
        "Virtual Servers",
        "Storage",
        "Networking",
    ]


def test_the_11_partnerships(note):
    columns = "party_id, partner_id, partnership_type"
    assert note(columns, "market.partnerships", "1, 2") == [
        ("amazon_web_services", "stability_ai", "model_alliance"),
        ("coreweave", "anlatan", "partner"),
        ("coreweave", "eleutherai", "partner"),
        ("coreweave", "microsoft", "customer"),
        ("coreweave", "nvidia", "investor"),
        ("coreweave", "pureweb", "partner"),
        ("coreweave", "spire_animation", "partner"),
        ("coreweave", "stability_ai", "partner"),
        ("coreweave", "tarteel_ai", "partner"),
        ("google_cloud", "anthropic", "model_alliance"),
        ("microsoft_azure", "openai", "model_alliance"),
    ]


def test_the_4_commercial_offerings(note):
    companies = names(note("company_id", "market.commercial_offerings", "1"))
    assert companies == ["amazon", "google", "meta", "microsoft"]


def test_the_9_exhibits_and_their_pages(note):
    columns = "exhibit_type, exhibit_order, page_order"
    assert note(columns, "reference.source_exhibits", "1, 2") == [
        ("figure", 1, 3),
        ("figure", 2, 4),
        ("figure", 3, 6),
        ("figure", 4, 7),
        ("figure", 5, 7),
        ("table", 1, 5),
        ("table", 2, 6),
        ("table", 3, 6),
        ("table", 4, 8),
    ]


def test_the_2_authors(note):
    authors = dict(note("author_name, licence_number", "reference.source_authors", "1"))
    assert authors == {"潘暕": "S1110517070005", "俞文静": "S1110521070003"}


def test_the_note_itself_is_a_source(note):
    columns = "title, publisher_name, published_date, language_code"
    assert note(columns, "reference.sources", "1") == [
        ("专业云厂商扩张趋势逐渐明确", "TF Securities", date(2023, 6, 20), "zh")
    ]


STACK = {
    "layer": ["infrastructure layer", "model layer", "application layer"],
    "chip_platform": [
        "NVIDIA Ampere",
        "NVIDIA Hopper",
        "NVIDIA Selene supercomputer",
        "AMD CDNA2",
    ],
    "chip_type": ["GPU", "FPGA", "ASIC"],
    "compute_stage": ["pre-training", "fine-tuning", "daily operation"],
}


@pytest.mark.parametrize("element_type", STACK)
def test_the_13_stack_elements(note, element_type):
    where = f"element_type = '{element_type}'"
    found = names(note("element_name", "market.stack_elements", "element_order", where))
    assert found == STACK[element_type]
    assert len(note("element_name", "market.stack_elements", "1")) == 3 + 4 + 3 + 3


PROVIDERS = {
    "cloud": ["amazon", "baidu", "google", "microsoft"],
    "generative_ai_service": ["amazon", "cohere", "google"],
    "chip": ["amd", "nvidia"],
}


@pytest.mark.parametrize("kind", PROVIDERS)
def test_the_stack_providers_of_table_4(note, kind):
    where = f"stack_provider_type = '{kind}'"
    found = names(note("provider_id", "market.stack_providers", "provider_order", where))
    assert found == PROVIDERS[kind]


PROFILE = {
    "core_advantage": ["聚焦于生成式 AI", "深耕 GPU 加速技术", "价格优势"],
    "patent_area": ["GPU 云计算平台", "GPU 资源管理", "容器化 GPU 加速"],
    "former_business": ["以太坊挖矿"],
}


@pytest.mark.parametrize("profile", PROFILE)
def test_the_profile_of_coreweave(note, profile):
    where = f"company_id = 'coreweave' and profile_type = '{profile}'"
    found = names(note("description_zh", "market.company_profiles", "profile_order", where))
    assert found == PROFILE[profile]


def test_the_dated_facts_keep_their_hedges(note):
    columns = "party_id, event_type, event_date, date_precision_code, value, bound_type"
    where = "event_type <> 'total_funding' and unit_name is distinct from '1 if so, 0 if not'"
    assert note(columns, "market.events", "1, 2", where) == [
        ("coreweave", "cpu_core_count", DAY, "day", 10_000, "order_of_magnitude"),
        ("coreweave", "founded", date(2017, 1, 1), "year", None, "exact"),
        ("coreweave", "headcount", date(2023, 1, 25), "day", 90, "at_least"),
        ("coreweave", "hgx_h100_node_bandwidth", DAY, "day", Decimal("3.2"), "exact"),
        ("coreweave", "largest_storage_volume", DAY, "day", 10**6, "approximate"),
        ("coreweave", "nvidia_gpu_range_rank", DAY, "day", 1, "exact"),
        ("coreweave", "storage_copies", DAY, "day", 3, "exact"),
        ("coreweave", "virtual_server_start", DAY, "day", 1, "order_of_magnitude"),
        ("google", "palm_2_product_count", DAY, "day", 25, "at_least"),
        ("nvidia", "market_capitalization", date(2023, 5, 30), "day", 10**12, "at_least"),
    ]


# What the note says is so, without a figure.
SAID = {
    "amd": ["cdna_2_made_for_machine_learning"],
    "coreweave": [
        "cpu_only_instances",
        "gpu_pass_through",
        "hgx_h100_on_quantum_2_infiniband",
        "hgx_h100_with_sharp",
        "linux_and_windows_servers",
        "paid_only_while_used",
        "resource_based_pricing",
        "runs_control_plane",
        "storage_for_both",
        "storage_on_ceph",
        "virtual_servers_on_kubevirt",
    ],
    "meta": ["llama_shared_in_closed_form"],
    "nvidia": [
        "first_chip_for_generative_ai",
        "leads_ai_chips_with_amd",
        "selene_shortens_training",
    ],
    "openai": ["gpt_4_takes_text_and_images"],
}


def test_what_the_note_says_is_so_is_kept_as_said(note):
    where = "unit_name = '1 if so, 0 if not' and value = 1"
    found = note("party_id, event_type", "market.events", "1, 2", where)
    assert found == [(party, event) for party, events in SAID.items() for event in events]


def test_the_founder_is_kept_under_both_spellings(warehouse):
    spelt = warehouse.execute(
        "select distinct person_name_as_printed from market.company_people"
        " where person_id = 'brian_venturo' and role_name = 'founder' order by 1"
    ).fetchall()
    wrong = "select party_id, is_error from reference.party_aliases where alias_name = $1"
    assert names(spelt) == ["Brian Ventura", "Brian Venturo"]
    assert warehouse.execute(wrong, ["Brian Ventura"]).fetchall() == [("brian_venturo", True)]


def test_the_clouds_are_named_in_the_order_of_the_note(note):
    found = note("company_id, is_leader", "market.market_share_mentions", "mention_order")
    others = ["microsoft", "ibm", "google", "alibaba_cloud"]
    assert found == [("amazon", True), *((company, False) for company in others)]

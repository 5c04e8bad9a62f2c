"""The names that people type stand for one id each, or are refused with the nearest."""

import duckdb
import pytest


@pytest.mark.parametrize(
    ("call", "entity_id"),
    [
        ("party('aws')", "amazon_web_services"),
        ("party('azure')", "microsoft_azure"),
        ("party('gcp')", "google_cloud"),
        ("party('CoreWeave')", "coreweave"),
        ("party('Core Weave')", "coreweave"),
        ("party('谷歌云')", "google_cloud"),
        ("party('google')", "google"),
        ("party('magnetar_capital')", "magnetar_capital"),
        ("party('Lambda Labs')", "lambda"),
        ("party('CoreWeave, Inc.')", "coreweave"),
        ("party('coreweave inc')", "coreweave"),
        ("party('crwv')", "coreweave"),
        ("party('NVDA')", "nvidia"),
        ("party('NVIDIA Corporation')", "nvidia"),
        ("party('MSFT')", "microsoft"),
        ("party('GOOGL')", "google"),
        ("party('AMZN')", "amazon"),
        ("party('ORCL')", "oracle"),
        ("party('Facebook')", "meta"),
        ("party('J.P. Morgan')", "jpmorgan_chase"),
        ("party('ＣｏｒｅＷｅａｖｅ')", "coreweave"),
        ("gpu_model('Ｈ１００　ＰＣＩｅ')", "h100_pcie"),
        ("gpu_model('h 100 pcie')", "h100_pcie"),
        ("gpu_model('RTX A 6000')", "rtx_a6000"),
        ("gpu_model('A100 80 GB SXM')", "a100_sxm_80gb"),
        ("gpu_model('A40')", "a40"),
        ("gpu_model('H100 SXM')", "h100_sxm"),
        ("gpu_model('nvidia hgx h100')", "h100_sxm"),
        ("gpu_model('V100 32GB')", "v100_sxm_32gb"),
        ("ai_model('gpt3')", "gpt_3"),
        ("ai_model('GPT-3')", "gpt_3"),
        ("price_list('coreweave note')", "coreweave_note_2023_06_20"),
        ("party(null)", None),
    ],
)
def test_a_name_that_fits_one_thing_gives_its_id(rows, call, entity_id):
    assert rows(f"select resolved_{call} as id") == [{"id": entity_id}]


@pytest.mark.parametrize(
    ("call", "words"),
    [
        ("gpu_model('H100')", "GPU 'H100' may be any of h100_nvl, h100_pcie, h100_sxm; write one"),
        (
            "gpu_model('h 100')",
            "GPU 'h 100' may be any of h100_nvl, h100_pcie, h100_sxm; write one",
        ),
        (
            "gpu_model('RTX6000')",
            "may be any of quadro_rtx_6000, rtx_a6000, rtx_pro_6000_blackwell;",
        ),
        (
            "party('Morgan')",
            "party 'Morgan' may be any of jpmorgan_chase, morgan_stanley; write one",
        ),
        ("gpu_model('A100')", "a100_pcie_40gb, a100_pcie_80gb, a100_sxm_40gb, a100_sxm_80gb;"),
        ("gpu_model('RTX A500')", "no GPU is called 'RTX A500'; did you mean 'rtx_a5000'?"),
        ("party('corweave')", "no party is called 'corweave'; did you mean 'coreweave'?"),
        ("gpu_model('Tesla V100')", "GPU 'Tesla V100' may be any of v100_pcie_16gb, v100_sxm_16gb"),
        ("ai_model('llama')", "AI model 'llama' may be any of llama_"),
        ("party('')", "no party is called ''"),
        ("gpu_model('A10')", "no GPU is called 'A10'; did you mean 'a10g'?"),  # another GPU
        ("ai_model('palm')", "AI model 'palm' may be any of palm_2, palm_540b, palm_e; write one"),
    ],
)
def test_a_name_that_fits_none_or_several_is_refused_with_the_nearest(rows, call, words):
    with pytest.raises(duckdb.InvalidInputException) as refused:
        rows(f"select resolved_{call}")
    assert words in str(refused.value)


@pytest.mark.parametrize(
    "call", ["party('')", "party('Nebius')", "party('Crusoe')", "gpu_model('Gaudi')"]
)
def test_what_is_far_from_every_name_is_refused_without_a_guess(rows, call):
    with pytest.raises(duckdb.InvalidInputException) as refused:
        rows(f"select resolved_{call}")
    assert "is called" in str(refused.value)
    assert "did you mean" not in str(refused.value)


def test_no_column_of_the_caller_is_taken_for_one_inside(rows):
    columns = ["entity_name", "entity_id", "asked_name", "asked_type", "typed", "kind", "names"]
    for column in columns:
        found = rows(f"""
            select {column}, resolved_party({column}) as id
            from (values ('AWS'), ('Azure'), (null)) as asked ({column}) order by all
        """)
        assert [row["id"] for row in found] == ["amazon_web_services", "microsoft_azure", None]


def test_every_id_stands_for_itself(rows):
    kinds = {
        "party": "party",
        "gpu_model": "GPU",
        "ai_model": "AI model",
        "price_list": "price list",
    }
    for macro, kind in kinds.items():
        assert (
            rows(f"""
            select entity_id from (
                select distinct entity_id from core.entity_names where entity_type = '{kind}'
            )
            where resolved_{macro}(entity_id) is distinct from entity_id
        """)
            == []
        )


SAME = {
    "price_list_as_of": (
        "price_list_as_of({}, '2023-05-29', known_by := '2023-06-20')",
        ("'aws'", "'amazon_web_services'"),
    ),
    "funding_as_of": ("funding_as_of({}, '2023-06-20')", ("'Core Weave'", "'coreweave'")),
    "instance_price": (
        "instance_price({}, 1, 1, 4)",
        ("'coreweave note', 'A40'", "'coreweave_note_2023_06_20', 'a40'"),
    ),
    "training_cost": (
        "training_cost(1e23, {})",
        ("'coreweave note', 'H100 PCIe'", "'coreweave_note_2023_06_20', 'h100_pcie'"),
    ),
}


@pytest.mark.parametrize(("call", "arguments"), SAME.values(), ids=SAME)
def test_every_macro_takes_the_names_that_people_type(rows, call, arguments):
    typed, ids = (rows(f"from {call.format(each)} order by all") for each in arguments)
    assert typed == ids != []


@pytest.mark.parametrize(
    ("call", "needed"),
    [
        ("price_list_as_of('coreweave', null)", "a day is needed, not null"),
        ("price_list_as_of(null, date '2023-06-20')", "a provider is needed, not null"),
        (
            "price_list_as_of('coreweave', 'May')",
            "a day is needed, not 'May': write it as YYYY-MM-DD",
        ),
        ("price_list_as_of('coreweave', 20230620)", "a day is needed, not '20230620': write it"),
        ("funding_as_of('coreweave', null)", "a day is needed, not null"),
        ("core.price_lists_known_by(null)", "a day is needed, not null"),
        ("growth.funding_by_round_known_by('May')", "a day is needed, not 'May': write it as"),
        ("funding_as_of(null, date '2023-06-20')", "a company is needed, not null"),
    ],
)
def test_a_question_without_a_name_or_a_day_is_refused(rows, call, needed):
    with pytest.raises(duckdb.InvalidInputException, match=needed):
        rows(f"from {call}")

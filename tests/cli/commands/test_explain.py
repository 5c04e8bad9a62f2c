"""``neocloud explain`` prints what a figure rests on, for people and for programs."""

import json

import pytest
from typer.testing import CliRunner

from pipeline.cli import app

H100 = (
    "gpu_model_id = 'h100_sxm' and recipe_id = 'max_host'"
    " and price_list_id = 'coreweave_note_2023_06_20'"
)


@pytest.fixture
def neocloud(built, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    return lambda *arguments: CliRunner().invoke(app, ["explain", *arguments])


def test_the_command_prints_row_formula_inputs_and_citation(neocloud):
    text = neocloud("cost.instance_prices", "--where", H100).stdout
    for expected in (
        "total_usd_per_hour = gpu_count * GPU price + vcpu_count * vCPU price",
        "matched on price_list_id",
        "专业云厂商扩张趋势逐渐明确",
        "TF Securities, 2023-06-20",
        "at: Table 1, row 1 (pricing.component_prices)",
        "https://github.com/coreweave/kubernetes-cloud",
    ):
        assert expected in text


def test_json_is_for_programs(neocloud):
    answer = json.loads(neocloud("cost.instance_prices", "-w", H100, "--json").stdout)
    assert answer["rows"][0]["total_usd_per_hour"] == "6.520000"
    assert {step["table"] for step in answer["inputs"]} >= {"pricing.component_prices"}
    assert all(source["title"] and source["published_date"] for source in answer["sources"])


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["cost.nowhere"], "there is no table cost.nowhere"),
        (["gpu_unit_cost"], "there is no table gpu_unit_cost; did you mean 'cost.gpu_unit_costs'?"),
        (["valuations"], "did you mean 'core.valuations' or 'funding.valuations' or 'growth.val"),
        (["cost.instance_prices", "-w", "nonsense ("], "expected one condition"),
        (["cost.instance_prices", "-w", "gpu_model_id = 'none'"], "no row of cost.instance_prices"),
    ],
    ids=["table", "a letter", "several", "syntax", "no row"],
)
def test_wrong_usage_is_named(neocloud, arguments, message):
    result = neocloud(*arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_a_table_is_named_without_its_schema_where_only_one_is_called_so(neocloud):
    where = ("-w", "gpu_model_id = 'a40' and price_list_id = note_price_list_id()")
    assert (
        neocloud("gpu_unit_costs", *where).stdout == neocloud("cost.gpu_unit_costs", *where).stdout
    )

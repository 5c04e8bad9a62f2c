"""A build tells of itself in JSON, one object a line, for whoever collects logs."""

import json
from datetime import datetime

import pytest


@pytest.fixture
def root(own_small):
    """A checkout of the small project, built and published already."""
    return own_small.root


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_each_table_and_the_release_are_an_object_each(root, small_neocloud):
    result = small_neocloud(root, "build", "--select", "group:audit", "--log-format", "json")
    assert result.returncode == 0, result.stderr
    found = objects(result.stderr)
    built = [line for line in found if line["event"] == "built"]
    assert {line["table"] for line in built} == {
        "audit.document_prices",
        "audit.figure_sources",
    }
    assert {tuple(line) for line in built} == {
        ("run_id", "table", "rows", "seconds", "event", "level", "time")
    }
    assert {line["level"] for line in found} == {"info"}
    assert len({line["run_id"] for line in found}) == 1
    assert all(datetime.fromisoformat(line["time"]).utcoffset() is not None for line in found)
    assert found[-1]["event"] == "published"
    assert found[-1]["bytes"] == (root / "data" / "neocloud.duckdb").stat().st_size
    assert f"release {found[-1]['release']}" in result.stdout


def test_a_failure_is_an_object_with_its_reason_and_one_with_the_exit_code(root, small_neocloud):
    path = root / "seeds" / "pricing" / "instance_recipes.csv"
    path.write_text(path.read_text().replace(",note,", ",no_such,"))
    arguments = ("build", "--select", "key:pricing/instance_recipes")
    result = small_neocloud(root, *arguments, NEOCLOUD_LOG_FORMAT="json")
    assert result.returncode == 1
    failed, stopped = objects(result.stderr)
    assert (failed["event"], failed["level"], failed["table"]) == (
        "failed",
        "error",
        "pricing.instance_recipes",
    )
    assert failed["message"].startswith("seeds/pricing/instance_recipes.csv:2 source_id: 'no_such'")
    assert (stopped["event"], stopped["exit_code"]) == ("stopped", 1)
    assert failed["run_id"] == stopped["run_id"]


def test_another_format_is_wrong_usage(root, small_neocloud):
    result = small_neocloud(root, "build", "--log-format", "xml")
    assert result.returncode == 2
    assert "'xml' is not one of 'text', 'json'" in result.stderr

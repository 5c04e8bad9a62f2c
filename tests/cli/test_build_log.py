"""A build tells of itself in JSON, one object a line, for whoever collects logs."""

import json
import shutil
from datetime import datetime

import pytest


@pytest.fixture
def root(own_project):
    """A checkout of its own, built and published already."""
    shutil.copy(own_project.working, own_project.published)
    return own_project.root


def objects(text):
    return [json.loads(line) for line in text.splitlines()]


def test_each_table_and_the_release_are_an_object_each(root, neocloud, tables):
    result = neocloud(root, "build", "--select", "group:growth", "--log-format", "json")
    assert result.returncode == 0, result.stderr
    found = objects(result.stderr)
    built = [line for line in found if line["event"] == "built"]
    assert {line["table"] for line in built} == {n for n in tables if n.startswith("growth.")}
    assert {tuple(line) for line in built} == {
        ("run_id", "table", "rows", "seconds", "event", "level", "time")
    }
    assert {line["level"] for line in found} == {"info"}
    assert len({line["run_id"] for line in found}) == 1
    assert all(datetime.fromisoformat(line["time"]).utcoffset() is not None for line in found)
    assert found[-1]["event"] == "published"
    assert found[-1]["bytes"] == (root / "data" / "neocloud.duckdb").stat().st_size
    assert f"release {found[-1]['release']}" in result.stdout


def test_a_failure_is_an_object_with_its_reason_and_one_with_the_exit_code(root, neocloud):
    path = root / "seeds" / "market" / "risk_factors.csv"
    path.write_text(path.read_text().replace("tf_securities", "no_such", 1))
    arguments = ("build", "--select", "key:market/risk_factors")
    result = neocloud(root, *arguments, NEOCLOUD_LOG_FORMAT="json")
    assert result.returncode == 1
    failed, stopped = objects(result.stderr)
    assert (failed["event"], failed["level"], failed["table"]) == (
        "failed",
        "error",
        "market.risk_factors",
    )
    assert failed["message"].startswith("seeds/market/risk_factors.csv:2 source_id: 'no_such_")
    assert (stopped["event"], stopped["exit_code"]) == ("stopped", 1)
    assert failed["run_id"] == stopped["run_id"]


def test_another_format_is_wrong_usage(root, neocloud):
    result = neocloud(root, "build", "--log-format", "xml")
    assert result.returncode == 2
    assert "'xml' is not one of 'text', 'json'" in result.stderr

"""``neocloud diff`` as its user runs it."""

import csv
import io
import json
import re
import shutil

import duckdb
import pytest

from pipeline.project.paths import Project
from pipeline.warehouse.releases import read_release

KEY = "price_list_id=coreweave_note_2023_06_20, component_id=h100_sxm"
CHANGED = (
    "update core.component_prices set price_usd_per_unit_hour = 4.78"
    " where price_list_id = 'coreweave_note_2023_06_20' and component_id = 'h100_sxm'"
)
GONE = "delete from market.risk_factors where risk_id = 'fiercer_ai_competition'"
NOW = "20990101T000000.000000Z-00000000"


@pytest.fixture(scope="module")
def two_releases(built, tmp_path_factory):
    """A checkout whose live release differs from the one before in two figures."""
    root = tmp_path_factory.mktemp("checkout")
    own = Project(root, root / "data")
    own.releases.mkdir(parents=True)
    before = read_release(built.published).release_id
    shutil.copy(built.published, own.kept_release(before))
    shutil.copy(built.published, own.published)
    with duckdb.connect(str(own.published)) as connection:
        connection.execute(f"{CHANGED}; {GONE}")
        connection.execute(f"insert into meta.releases values ('{NOW}', 'r', now(), 95, 1, 2)")
    shutil.copy(own.published, own.kept_release(NOW))
    return own.root


@pytest.fixture
def root(two_releases, tmp_path):
    """A copy of that checkout, which a test may change."""
    return shutil.copytree(two_releases, tmp_path / "checkout")


def test_the_last_two_releases_are_compared_by_table_and_key(root, neocloud):
    result = neocloud(root, "diff")
    assert result.returncode == 0, result.stderr
    head, *lines = result.stdout.splitlines()
    assert re.fullmatch(rf"2\S+ → {NOW}", head)
    assert lines[:6] == [
        "core.component_prices: 1 value changed",
        "market.risk_factors: 1 row removed",
        "",
        "core.component_prices",
        f"  ~ {KEY}: price_usd_per_unit_hour 4.76 → 4.78",
        "",
    ]
    assert lines[7].startswith(
        "  - risk_id=fiercer_ai_competition, source_id=tf_securities_2023_06_20: "
    )


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (("--exit-code",), 1),
        (("latest", "latest", "--exit-code"), 0),
        ((NOW[:8], "latest", "--exit-code"), 0),
        (("--exit-code", "-t", "cost.instance_prices"), 0),
    ],
    ids=["changed", "same", "id", "other_table"],
)
def test_the_exit_code_tells_of_changes_if_asked_to(root, neocloud, arguments, code):
    assert neocloud(root, "diff", *arguments).returncode == code


def test_programs_get_every_change_as_csv_or_json(root, neocloud):
    table = ("--table", "core.component_prices")
    expected = {
        "table_name": "core.component_prices",
        "change": "value changed",
        "column_name": "price_usd_per_unit_hour",
        "old_value": "4.760000",
        "new_value": "4.780000",
    }
    key = {"price_list_id": "coreweave_note_2023_06_20", "component_id": "h100_sxm"}
    (row,) = json.loads(neocloud(root, "diff", *table, "-o", "json").stdout)
    assert row == expected | {"row_key": key}
    (row,) = csv.DictReader(io.StringIO(neocloud(root, "diff", *table, "-o", "csv").stdout))
    assert row | {"row_key": json.loads(row["row_key"])} == expected | {"row_key": key}
    lines = neocloud(root, "diff", *table, "-o", "markdown").stdout.splitlines()
    assert lines[0] == "| table_name | change | row_key | column_name | old_value | new_value |"
    assert lines[2].endswith("| price_usd_per_unit_hour | 4.760000 | 4.780000 |")


def test_more_changes_than_asked_for_are_counted(root, neocloud):
    with duckdb.connect(str(root / "data" / "neocloud.duckdb")) as connection:
        connection.execute("update core.price_lists set trust_rank = trust_rank + 1")
        (count,) = connection.execute("select count(*) from core.price_lists").fetchone()
    lines = neocloud(root, "diff", "-t", "core.price_lists", "-n", "2").stdout.splitlines()
    assert lines[1] == f"core.price_lists: {count} values changed"
    assert lines[-1] == f"  … and {count - 2} more (-o csv has all)"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("1999",), "'1999' is no kept release and no file; kept are:"),
        (("2",), "'2' fits several releases; kept are:"),
        (("--table", "core.nothing"), "in neither release: there is no table core.nothing"),
    ],
    ids=["unknown", "ambiguous", "table"],
)
def test_what_cannot_be_found_is_wrong_usage(root, neocloud, arguments, message):
    result = neocloud(root, "diff", *arguments)
    assert result.returncode == 2
    assert message in result.stderr


def test_changed_macros_are_named_in_one_line(root, neocloud):
    with duckdb.connect(str(root / "data" / "neocloud.duckdb")) as connection:
        for macro in ("sum_bound(bounds)", "percent_text(fraction)"):
            connection.execute(f"create or replace macro {macro} as 'nothing'")
    lines = neocloud(root, "diff").stdout.splitlines()
    assert lines[1] == "macros changed: percent_text, sum_bound (-o csv has the texts)"
    assert not any("percent_text" in line for line in lines[2:])
    assert "'nothing'" in neocloud(root, "diff", "-o", "csv").stdout

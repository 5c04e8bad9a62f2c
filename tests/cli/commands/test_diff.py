"""``neocloud diff`` as its user runs it: of the whole once, and all else of a small one."""

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
def root(published_twice):
    """A small checkout whose live release differs from the one before in one figure."""
    with duckdb.connect(str(published_twice.published)) as connection:
        connection.execute(
            "update cost.host_prices set ram_usd_per_hour = 0.03 where recipe_id = 'min_host'"
        )
    live = read_release(published_twice.published).release_id
    shutil.copy(published_twice.published, published_twice.kept_release(live))
    return published_twice.root


@pytest.fixture
def live(root):
    """The id of its live release."""
    return read_release(root / "data" / "neocloud.duckdb").release_id


def test_the_last_two_releases_are_compared_by_table_and_key(two_releases, neocloud):
    result = neocloud(two_releases, "diff")
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
        (("--exit-code", "-t", "core.hosts"), 0),
    ],
    ids=["changed", "same", "other_table"],
)
def test_the_exit_code_tells_of_changes_if_asked_to(root, neocloud, arguments, code):
    assert neocloud(root, "diff", *arguments).returncode == code


def test_a_release_may_be_named_by_its_id(root, live, neocloud):
    assert neocloud(root, "diff", live, "latest", "--exit-code").returncode == 0


def test_programs_get_every_change_as_csv_or_json(root, neocloud):
    table = ("--table", "cost.host_prices")
    expected = {
        "table_name": "cost.host_prices",
        "change": "value changed",
        "column_name": "ram_usd_per_hour",
        "old_value": "0.020000",  # 4 GB at half a cent
        "new_value": "0.030000",
    }
    key = {"recipe_id": "min_host"}
    (row,) = json.loads(neocloud(root, "diff", *table, "-o", "json").stdout)
    assert row == expected | {"row_key": key}
    (row,) = csv.DictReader(io.StringIO(neocloud(root, "diff", *table, "-o", "csv").stdout))
    assert row | {"row_key": json.loads(row["row_key"])} == expected | {"row_key": key}
    lines = neocloud(root, "diff", *table, "-o", "markdown").stdout.splitlines()
    assert lines[0] == "| table_name | change | row_key | column_name | old_value | new_value |"
    assert lines[2].endswith("| ram_usd_per_hour | 0.020000 | 0.030000 |")


def test_more_changes_than_asked_for_are_counted(root, neocloud):
    with duckdb.connect(str(root / "data" / "neocloud.duckdb")) as connection:
        connection.execute("update reference.assumptions set value = value + 1")
    lines = neocloud(root, "diff", "-t", "reference.assumptions", "-n", "2").stdout.splitlines()
    assert lines[1] == "reference.assumptions: 3 values changed"
    assert lines[-1] == "  … and 1 more (-o csv has all)"


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
        for macro in ("for_a_month(usd_per_hour, hours)", "of_its_own(a)"):
            connection.execute(f"create or replace macro {macro} as 'nothing'")
        connection.execute(
            "create or replace macro core.hosts_known_by(day) as table select 'nothing' as host"
        )
    lines = neocloud(root, "diff").stdout.splitlines()
    assert lines[1:3] == [
        "macro added: of_its_own (-o csv has the texts)",
        "macros changed: core.hosts_known_by, for_a_month (-o csv has the texts)",
    ]
    assert not any("for_a_month" in line for line in lines[3:])
    assert "'nothing'" in neocloud(root, "diff", "-o", "csv").stdout

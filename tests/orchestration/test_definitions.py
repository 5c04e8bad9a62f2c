"""What Dagster is given, and a build of the whole, its events kept as the UI reads them."""

import os
import re
import shutil
import subprocess
import sys

import dagster as dg
import pytest

from pipeline.orchestration.assets.checks import SHOWN_AS, check_results
from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.assets.tables import asset_key
from pipeline.orchestration.definitions import definitions_of
from pipeline.orchestration.instance.event_log import PooledSqliteEventLogStorage
from pipeline.orchestration.instance.home import prepare_home
from pipeline.project.paths import Project
from pipeline.tables.check import Check, CheckOutcome
from pipeline.warehouse import catalog
from tests.small_project import SEEDS, small_tables

ASSUMPTIONS = "reference/assumptions.csv"


@pytest.fixture(scope="module")
def project(built, tmp_path_factory) -> Project:
    root = tmp_path_factory.mktemp("project")
    for folder in ("seeds", "sql"):
        shutil.copytree(built.root / folder, root / folder)
    return Project(root, root / "data")


@pytest.fixture(scope="module")
def defs(project):
    return definitions_of(project)


@pytest.fixture(scope="module")
def run(project, neocloud):
    """What `neocloud build` says of the whole, made from cold."""
    return neocloud(project.root, "build")


@pytest.fixture(scope="module")
def instance(run, project):
    """Where that run is kept."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DAGSTER_HOME", "")
        prepare_home(project)
        with dg.DagsterInstance.get() as instance:
            yield instance


def run_assets(defs, instance, *keys):
    return defs.resolve_job_def("build_all").execute_in_process(
        instance=instance,
        asset_selection=list(keys) or None,
        raise_on_error=False,
        run_config={"loggers": {"console": {"config": {"log_level": "CRITICAL"}}}},
    )


def test_there_is_an_asset_a_table_and_one_that_publishes(defs, tables):
    keys = defs.resolve_asset_graph().materializable_asset_keys
    assert keys == {PUBLISHED, REPORT, *map(asset_key, tables)}


def test_the_group_of_an_asset_is_its_schema(defs, tables):
    graph = defs.resolve_asset_graph()
    assert {name: graph.get(asset_key(name)).group_name for name in tables} == {
        name: name.split(".")[0] for name in tables
    }


def test_there_is_a_job_for_everything_and_one_a_group(defs):
    groups = [
        "audit",
        "core",
        "cost",
        "funding",
        "growth",
        "macros",
        "market",
        "pricing",
        "reference",
    ]
    assert {job.name for job in defs.jobs} == {"build_all", *(f"build_{g}" for g in groups)}


def test_schedule_and_sensor_are_off_until_started(defs):
    found = {each.name: each.default_status.value for each in [*defs.schedules, *defs.sensors]}
    assert found == {
        "daily_build": "STOPPED",
        "changed_files": "STOPPED",
        "alert_failed_runs": "STOPPED",
        "alert_stale_warehouse": "STOPPED",
    }


def test_every_check_blocks(defs, tables):
    specs = [spec for asset in defs.assets for spec in asset.check_specs]
    assert all(spec.blocking for spec in specs)
    assert {(spec.asset_key, spec.name) for spec in specs} == {
        (asset_key(table.name), SHOWN_AS.get(check.name, check.name))
        for table in tables.values()
        for check in table.checks
    }


def test_the_whole_is_built_from_cold_shows_each_table_and_sums_up(run, project, tables):
    assert run.returncode == 0, run.stderr
    shown = re.findall(r"^(\w+\.\w+) +(?:[\d,]+ rows?|macro) +\d+\.\d{3} s$", run.stderr, re.M)
    assert set(shown) == set(tables)
    assert re.fullmatch(
        r"published data/neocloud\.duckdb: \d+ tables, [\d,]+ rows, [\d.]+ MB, release \S+\n",
        run.stdout,
    )
    assert project.published.exists()
    assert not (project.data / "report.html").exists()  # neocloud report makes it
    assert "Warning" not in run.stderr
    assert "Traceback" not in run.stderr


def test_the_run_is_kept_where_the_ui_reads_it(instance, tables):
    (stored,) = instance.get_runs()
    assert (stored.job_name, stored.status) == ("build_all", dg.DagsterRunStatus.SUCCESS)
    assert isinstance(instance.event_log_storage, PooledSqliteEventLogStorage)
    events = instance.all_logs(stored.run_id, dg.DagsterEventType.STEP_SUCCESS)
    assert {dg.AssetKey(event.step_key.split("__", 1)) for event in events} == {
        PUBLISHED,
        *map(asset_key, tables),
    }


def test_a_table_carries_rows_columns_and_lineage(instance, tables):
    event = instance.get_latest_materialization_event(asset_key("cost.instance_prices"))
    metadata = event.asset_materialization.metadata
    columns = {c.name: c for c in metadata["dagster/column_schema"].value.columns}
    assert metadata["dagster/row_count"].value > 0
    assert tuple(columns) == tables["cost.instance_prices"].columns
    assert columns["total_usd_per_hour"].type == "decimal(18,6)"
    assert columns["total_usd_per_hour"].description == (
        "Price of the whole instance. (US dollars for one hour)"
    )
    lineage = metadata["dagster/column_lineage"].value.deps_by_column
    assert (
        dg.TableColumnDep(asset_key("pricing.instance_recipes"), "recipe_id")
        in (lineage["recipe_id"])
    )


def test_code_version_and_source_are_shown(defs):
    spec = defs.resolve_asset_graph().get(asset_key("cost.instance_prices"))
    assert len(spec.code_version) == 16
    assert "-- grain: price_list_id" in spec.metadata["source"].value
    assert "total_usd_per_hour = gpu_count" in spec.description


@pytest.fixture
def small_project(own_small, monkeypatch) -> Project:
    """A small project, built and published, which Dagster may run."""
    monkeypatch.setattr(catalog, "seed_classes", lambda: SEEDS)
    return own_small


@pytest.fixture
def run_small(small_project):
    """Return a function that runs some assets of the small project, or all but the report."""
    with dg.DagsterInstance.ephemeral() as instance:
        yield lambda *keys: run_assets(
            definitions_of(small_project),
            instance,
            *keys or [PUBLISHED, *(asset_key(t.name) for t in small_tables(small_project))],
        )


def failure_of(result) -> str:
    """Return what the one step that failed says."""
    (failure,) = [e for e in result.all_events if e.is_step_failure]
    return failure.step_failure_data.user_failure_data.description


def test_a_broken_seed_fails_its_step_names_the_line_and_publishes_nothing(
    run_small, small_project
):
    path = small_project.seeds / ASSUMPTIONS
    release = small_project.published.read_bytes()
    path.write_text(path.read_text().replace(",730,", ",-730,"))
    result = run_small()
    assert not result.success
    text = failure_of(result)
    assert text.startswith("seeds/reference/assumptions.csv:")
    assert "value: Input should be greater than 0 (got '-730')" in text
    assert small_project.published.read_bytes() == release


def test_one_asset_alone_publishes_only_if_the_whole_is_consistent(run_small, small_project):
    release = small_project.published.read_bytes()
    assert run_small(asset_key("core.hosts"), PUBLISHED).success
    assert small_project.published.read_bytes() != release
    path, release = small_project.seeds / ASSUMPTIONS, small_project.published.read_bytes()
    path.write_text(path.read_text().replace(",730,", ",731,"))
    result = run_small(asset_key("reference.assumptions"), PUBLISHED)
    assert "was built from an older reference.assumptions" in failure_of(result)
    assert small_project.published.read_bytes() == release
    assert run_small().success


def test_dagster_itself_finds_the_definitions(tmp_path):
    """The UI and ``dagster definitions validate`` load the module that pyproject.toml names."""
    found = subprocess.run(
        [sys.executable, "-m", "dagster", "definitions", "validate", "-m", "pipeline.definitions"],
        capture_output=True,
        text=True,
        env=os.environ | {"DAGSTER_HOME": str(tmp_path)},
    )
    assert "All code locations passed validation" in found.stderr + found.stdout


def test_a_broken_promise_shows_its_rows():
    check = Check("a.b", "bounds", "Every value lies within its limits.", "select 1 as a")
    kept = Check("a.b", "grain", "One row per a.", "select 1 as a")
    outcomes = [CheckOutcome(kept, ("a",), ()), CheckOutcome(check, ("a",), ((7,),))]
    (result,) = check_results(dg.AssetKey(["a", "b"]), outcomes)
    assert (result.check_name, result.passed) == ("rules", False)
    assert list(result.metadata) == ["rows that break bounds"]
    assert result.metadata["rows that break bounds"].records[0].data == {"a": "7"}

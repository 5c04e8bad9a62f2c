"""Runs that a command starts: what a selection names, what failed, what may be published."""

from contextlib import contextmanager

import dagster as dg
import pytest

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.orchestration.instance.job_origin import REPOSITORY
from pipeline.orchestration.runs import NoSelection, NotCurrent, RunFailed, open_runs
from pipeline.project.paths import Project
from pipeline.warehouse import catalog
from tests.small_project import SEEDS, small_tables

RECIPES = "key:pricing/instance_recipes"


class Heard:
    """Keeps what a run tells of its progress."""

    def __init__(self):
        self.sizes, self.tables = [], []

    @contextmanager
    def audience(self, size):
        self.sizes.append(size)
        yield self

    def built(self, table, row_count, seconds):
        self.tables.append(table)

    def waiting(self, message):
        raise AssertionError(message)


@pytest.fixture
def project(own_small) -> Project:
    """A small project, built but not published."""
    own_small.published.unlink()
    return own_small


@pytest.fixture
def runs(project, monkeypatch):
    monkeypatch.setattr(catalog, "seed_classes", lambda: SEEDS)
    monkeypatch.setenv("DAGSTER_HOME", "")  # so that what is set is taken back
    with open_runs(project, "tests") as runs:
        yield runs


def test_without_a_selection_everything_but_the_report_is_made(runs, project):
    keys = {dg.AssetKey(table.name.split(".")) for table in small_tables(project)}
    assert runs.select(None) == keys | {PUBLISHED}
    assert REPORT in runs.select("group:published")


@pytest.mark.parametrize(
    ("selection", "message"),
    [("group:nope", "selects nothing; the groups are audit, core,"), ("key:((", "is no selection")],
    ids=["empty", "malformed"],
)
def test_a_selection_of_nothing_is_refused(runs, selection, message):
    with pytest.raises(NoSelection, match=message):
        runs.select(selection)


def test_a_part_is_made_then_published_in_a_run_of_its_own(runs, project):
    heard = Heard()
    runs.build(RECIPES, "00000000-0000-4000-8000-000000000001", heard.audience)
    assert (heard.sizes, heard.tables) == ([1, 1], ["pricing.instance_recipes"])
    made, published = runs.instance.get_runs()[::-1]
    assert made.run_id == "00000000-0000-4000-8000-000000000001"
    assert {made.tags["neocloud/started_by"], published.tags["neocloud/started_by"]} == {"tests"}
    assert project.published.exists()
    ours = dg.RunsFilter(tags={".dagster/repository": REPOSITORY})
    assert len(runs.instance.get_runs(ours)) == 2
    # By this the Overview of the UI finds them.
    origins = [run.remote_job_origin for run in (made, published)]
    assert [origin.repository_origin.get_label() for origin in origins] == [REPOSITORY] * 2
    # And by this it calls them what they are: some assets, and not everything.
    assert [origin.job_name for origin in origins] == [made.job_name] * 2 == ["__ASSET_JOB"] * 2


def test_a_part_that_leaves_others_stale_is_not_published(runs, project):
    path = project.seeds / "reference" / "assumptions.csv"
    path.write_text(path.read_text().replace(",730,", ",731,"))
    heard = Heard()
    with pytest.raises(NotCurrent) as refused:
        runs.build(
            "key:reference/assumptions", "00000000-0000-4000-8000-000000000002", heard.audience
        )
    # What a check measures a table by is there before it, so that table is stale too.
    why = "was built from an older reference.assumptions"
    assert refused.value.stale["core.hosts"] == why
    why = "was built from an older core.hosts, reference.assumptions"
    assert refused.value.stale["cost.host_prices"] == why
    why = "was built from an older core.hosts, cost.host_prices"
    assert refused.value.stale["audit.document_prices"] == why
    assert heard.tables == ["reference.assumptions"]
    assert not project.published.exists()


def test_a_run_that_fails_names_the_table_and_the_reason(runs, project):
    path = project.seeds / "pricing" / "instance_recipes.csv"
    path.write_text(path.read_text().replace(",note,", ",no_such,"))
    with pytest.raises(RunFailed) as failed:
        runs.build(RECIPES, "00000000-0000-4000-8000-000000000003", Heard().audience)
    (failure,) = failed.value.failures
    assert failure.what == "pricing.instance_recipes"
    assert failure.reason.startswith("seeds/pricing/instance_recipes.csv:2 source_id: 'no_such'")
    assert failure.error is None  # the words are ours
    assert not project.published.exists()

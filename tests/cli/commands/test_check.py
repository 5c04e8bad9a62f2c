"""``neocloud check``, ``fmt`` and ``test``: from a fault to its line, from a line to its tests."""

import subprocess

import pytest

from pipeline.cli.commands.test import _naming
from pipeline.project.paths import Project, current_project
from pipeline.readers.stale_documents import stale_documents

SEED = "seeds/pricing/instance_recipes.csv"


@pytest.fixture
def root(own_small):
    """A checkout of the small project under git, built and published already."""
    for command in (["init", "--quiet"], ["add", "."]):
        subprocess.run(["git", *command], cwd=own_small.root, check=True)
    return own_small.root


def reverse(path) -> str:
    """Turn the rows of a seed round, and return its text as it was."""
    text = path.read_text()
    header, *rows = text.splitlines(keepends=True)
    path.write_text("".join([header, *reversed(rows)]))
    return text


def test_this_checkout_has_no_fault(neocloud, built):
    good = neocloud(built.root, "check", NEOCLOUD_DATA=str(built.data))
    assert good.returncode == 0, good.stderr
    assert good.stdout.startswith("no fault in seeds, SQL, charts and documents (")


def test_faults_of_seeds_and_sql_are_said_together(root, small_neocloud):
    reverse(root / SEED)
    path = root / "sql/core/hosts.sql"
    path.write_text(path.read_text().replace("-- grain: recipe_id\n", ""))
    bad = small_neocloud(root, "check")
    assert bad.returncode == 1
    own = [line for line in bad.stderr.splitlines() if line.startswith(("sql/", "seeds/"))]
    assert own == [
        "sql/core/hosts.sql:2 states no grain; add: -- grain: column, column",
        f"{SEED}:3 stands before a smaller recipe_id; neocloud fmt",
    ]


DOCUMENT = """# A document

<!-- [[[cog
cog.outl("what the warehouse says")
]]] -->
{}
<!-- [[[end]]] -->
"""


@pytest.mark.parametrize("says", ["what the warehouse says", "what it said once"])
def test_a_document_says_what_the_published_warehouse_does(root, built, says):
    (root / "README.md").write_text(DOCUMENT.format(says))
    with stale_documents(Project(root, built.data)) as found:
        faults = found()
    stale = ["README.md:1 is not what the published warehouse says; make docs"]
    assert faults == ([] if says == "what the warehouse says" else stale)


def test_fmt_sorts_seeds_and_leaves_sorted_ones_alone(root, small_neocloud):
    before = reverse(root / SEED)
    result = small_neocloud(root, "fmt")
    assert result.returncode == 0, result.stderr
    assert result.stdout == f"sorted {SEED}\n"
    assert (root / SEED).read_text() == before
    assert small_neocloud(root, "fmt").stdout == ""


def test_the_tests_of_a_table_are_those_that_name_it():
    found = _naming(current_project(), {"growth.valuations"})
    assert "tests/sql/growth/test_valuations.py" in found
    assert "tests/sql/cost/test_price_changes.py" not in found


def test_tests_run_only_on_what_the_files_say(root, small_neocloud):
    unknown = small_neocloud(root, "test", "core.host")
    assert unknown.returncode == 2
    assert "did you mean 'core.hosts'?" in unknown.stderr
    path = root / "sql/core/hosts.sql"
    path.write_text(path.read_text() + "\n-- another version\n")
    stale = small_neocloud(root, "test", "core.hosts")
    assert stale.returncode == 1
    assert "not built yet: core.hosts" in stale.stderr

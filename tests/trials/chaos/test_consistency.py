"""Single tables built in any order, seeds changed in between: no release ever mixes versions."""

import os
import shutil
import tempfile
from pathlib import Path

import duckdb
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from pipeline.project.paths import Project
from pipeline.schemas.units import plausible
from pipeline.warehouse.build import build
from pipeline.warehouse.publish import InconsistentWarehouse, publish
from pipeline.warehouse.working_file import open_working
from tests.small_project import tables_there
from tests.trials.resilience import record

EXAMPLES = int(os.environ.get("NEOCLOUD_EXAMPLES", "3"))
# Two seeds, what a row of each says, and the values it may take, each plausible by itself. No GPU
# has a host of the last size, which breaks the promise that every GPU has a smallest host.
IMPOSSIBLE = 16_000
SEEDS = {
    "pricing.instance_recipes": ("min_host,1,1,{},", (4, 8, IMPOSSIBLE)),
    "reference.assumptions": ("hours_per_month,base,{},", (730, 731)),
}
# What must be true inside any one file, whichever seeds it was made from; of the small project and
# of the whole one.
MIXED = {
    "small": """
        select prices.recipe_id
        from cost.host_prices as prices
        inner join pricing.instance_recipes as recipes on prices.recipe_id = recipes.recipe_id
        cross join reference.assumptions as months
        where months.assumption_id = 'hours_per_month'
        and (
            prices.ram_gb <> recipes.ram_gb
            or prices.ram_usd_per_month <> prices.ram_usd_per_hour * months.value
        )
    """,
    "whole": """
        select prices.gpu_model_id
        from cost.instance_prices as prices
        inner join pricing.instance_recipes as recipes on prices.recipe_id = recipes.recipe_id
        cross join reference.assumptions as months
        where recipes.recipe_id = 'min_host' and months.assumption_id = 'hours_per_month'
        and (
            prices.ram_gb <> recipes.ram_gb
            or prices.total_usd_per_month <> prices.total_usd_per_hour * months.value
        )
    """,
}
SAID = """
select (select ram_gb from pricing.instance_recipes where recipe_id = 'min_host'),
    (select value from reference.assumptions where assumption_id = 'hours_per_month')
"""


class SingleTables(RuleBasedStateMachine):
    """The seeds and the working file of one project, and a model of what is built from what."""

    template: Project
    mixed: str
    published_count = 0
    refused_count = 0

    def __init__(self):
        super().__init__()
        # Beside what other tests copy whole, not in it.
        self.folder = Path(tempfile.mkdtemp(dir=self.template.data.parent))
        for part in ("seeds", "sql"):
            shutil.copytree(self.template.root / part, self.folder / part)
        self.project = Project(self.folder, self.folder / "data")
        self.project.working.parent.mkdir(parents=True)
        shutil.copy(self.template.published, self.project.working)
        self.tables = {table.name: table for table in tables_there(self.project)}
        self.on_disk = {name: values[0] for name, (_, values) in SEEDS.items()}
        self.opened = open_working(self.project)
        self.working = self.opened.__enter__()
        self.built = self.clean()
        self.touched = [name for name in self.tables if self.reaches(name)]

    def teardown(self):
        self.opened.__exit__(None, None, None)
        shutil.rmtree(self.folder)

    def reaches(self, name):
        return name in SEEDS or any(self.reaches(read) for read in self.tables[name].reads)

    def clean(self):
        """Return, for each table, what a build of everything would now make it from."""
        made = {}
        for name, table in self.tables.items():
            made[name] = (self.on_disk.get(name), *(made[read] for read in table.reads))
        return made

    def stale(self):
        clean = self.clean()
        return {name for name in self.tables if self.built[name] != clean[name]}

    @rule(choice=st.sampled_from([(n, v) for n, (_, values) in SEEDS.items() for v in values]))
    def change_a_seed(self, choice):
        name, value = choice
        row = SEEDS[name][0]
        path = self.tables[name].path
        text = path.read_text(encoding="utf-8")
        before, after = row.format(self.on_disk[name]), row.format(value)
        assert before in text
        path.write_text(text.replace(before, after), encoding="utf-8")
        self.on_disk[name] = value

    @rule(data=st.data())
    def build_one(self, data):
        self.build(data.draw(st.sampled_from(self.touched)))

    def build(self, name):
        result = build(self.working, self.tables[name], "one")
        if not result.broken:
            reads = self.tables[name].reads
            self.built[name] = (self.on_disk.get(name), *(self.built[read] for read in reads))

    @rule()
    def publish(self):
        try:
            publish(self.working, self.project, list(self.tables.values()), "one")
        except InconsistentWarehouse as refusal:
            named = {line.split()[0] for line in str(refusal).splitlines()[1:-1]}
            assert named == self.stale()
            type(self).refused_count += 1
        else:
            assert self.stale() == set()
            type(self).published_count += 1
            with duckdb.connect(str(self.project.published), read_only=True) as reader:
                assert reader.execute(SAID).fetchone() == tuple(self.on_disk.values())

    @rule()
    def heal(self):
        for name in self.tables:
            if name in self.stale():
                self.build(name)
        assert (self.stale() == set()) == (IMPOSSIBLE not in self.on_disk.values())
        self.publish()

    @invariant()
    def no_release_mixes_versions(self):
        if self.project.published.exists():
            with duckdb.connect(str(self.project.published), read_only=True) as reader:
                assert reader.execute(self.mixed).fetchall() == []


def make_and_break(template, mixed, examples):
    """Let Hypothesis build and change a project; return releases published and wholes refused."""

    class Trial(SingleTables):
        pass

    Trial.template, Trial.mixed = template, mixed
    by_hand = Trial()
    by_hand.change_a_seed(("pricing.instance_recipes", 8))
    by_hand.publish()
    by_hand.heal()
    by_hand.no_release_mixes_versions()
    assert (by_hand.refused_count, by_hand.published_count) == (1, 1)
    by_hand.teardown()
    if not examples:
        return Trial.published_count, Trial.refused_count
    run_state_machine_as_test(
        Trial,
        settings=settings(
            max_examples=examples,
            stateful_step_count=12,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    return Trial.published_count, Trial.refused_count


def test_the_values_drawn_are_plausible():
    least, most = plausible("pricing.instance_recipes", "ram_gb")
    assert all(least <= value <= most for value in SEEDS["pricing.instance_recipes"][1])
    assert plausible("reference.assumptions", "value") is None


def test_no_release_ever_mixes_versions(small):
    published_count, refused_count = make_and_break(small, MIXED["small"], EXAMPLES)
    record(
        "orders_published",
        published_count,
        "releases published after tables were built singly in random order, none of mixed versions",
    )
    record(
        "orders_refused",
        refused_count,
        "inconsistent wholes refused, each naming exactly the tables that were not current",
    )


def test_no_release_of_the_whole_project_mixes_versions(built):
    make_and_break(built, MIXED["whole"], EXAMPLES // 12)  # the suite: the one by hand

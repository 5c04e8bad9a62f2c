"""``neocloud export`` hands out every table, described by a standard that others can check."""

import codecs
import csv
import json
import shutil
from hashlib import sha256

import duckdb
import pytest
from frictionless import Package
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.project.paths import Project
from pipeline.tables.record_tables import RECORD_MEANINGS
from pipeline.warehouse.releases import read_release

DESCRIPTOR = "datapackage.json"
COPIED = ("pricing.price_lists", "reference.markets", "reference.parties", "reference.sources")


@pytest.fixture(scope="module")
def exported(built, tmp_path_factory):
    """The folders of one export in each format; and what was said of them."""
    folder = tmp_path_factory.mktemp("exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEOCLOUD_DATA", str(built.data))
        for name in ("parquet", "csv"):
            result = CliRunner().invoke(app, ["export", str(folder / name), "-o", name])
            assert result.exit_code == 0, result.output
            (folder / f"{name}.txt").write_text(result.stdout, encoding="utf-8")
    return folder


@pytest.fixture
def csv_copy(exported, tmp_path):
    """A few tables of an export as CSV, with all that they refer to, that a test may spoil."""
    package = described(exported / "csv")
    package["resources"] = [r for r in package["resources"] if r["name"] in COPIED]
    for resource in package["resources"]:
        target = tmp_path / resource["path"]
        target.parent.mkdir(exist_ok=True)
        target.write_bytes((exported / "csv" / resource["path"]).read_bytes())
    (tmp_path / DESCRIPTOR).write_text(json.dumps(package), encoding="utf-8")
    return tmp_path


def described(folder, table=None):
    package = json.loads((folder / DESCRIPTOR).read_text(encoding="utf-8"))
    if table is None:
        return package
    return next(resource for resource in package["resources"] if resource["name"] == table)


def field(folder, table, name):
    fields = described(folder, table)["schema"]["fields"]
    return next(found for found in fields if found["name"] == name)


def faults(folder):
    return {
        (task.name, error.type)
        for task in Package(str(folder / DESCRIPTOR)).validate().tasks
        for error in task.errors
    }


@pytest.mark.parametrize("name", ["parquet", "csv"])
def test_the_descriptor_is_valid_and_names_every_table(exported, tables, name):
    descriptor = described(exported / name)
    report = Package.validate_descriptor(descriptor, basepath=str(exported / name))
    assert report.flatten(["type", "note"]) == []
    assert {resource["name"] for resource in descriptor["resources"]} == {
        *(table.name for table in tables.values() if table.has_rows),
        *RECORD_MEANINGS,
    }


@pytest.mark.parametrize("name", ["parquet", "csv"])
def test_it_counts_as_the_release_does_and_its_own_records_apart(exported, built, name):
    release = read_release(built.published)
    counted = f"{release.table_count} tables, {release.row_count:,} rows"
    said = f": {counted}, and {len(RECORD_MEANINGS)} tables of meta, "
    assert said in (exported / f"{name}.txt").read_text(encoding="utf-8")


def test_a_broken_descriptor_is_not_valid(exported):
    descriptor = described(exported / "csv")
    descriptor["resources"][0]["schema"]["fields"][0]["type"] = "money"
    assert not Package.validate_descriptor(descriptor, basepath=str(exported / "csv")).valid


def test_frictionless_finds_the_csv_files_as_described(exported):
    report = Package(str(exported / "csv" / DESCRIPTOR)).validate()
    assert report.flatten(["type", "note"]) == []
    assert report.stats["tasks"] == len(described(exported / "csv")["resources"])


def spoil(path, old, new):
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


LISTS = "pricing/price_lists.csv"
SPOILED = {
    "a changed cell": (LISTS, "2023-05-29", "2023-05-30", "hash-count"),
    "a missing column": (LISTS, "effective_to_date,", "", "missing-label"),
    "a cell of another type": (LISTS, "2023-05-29", "in May of 2023", "type-error"),
    "a value not allowed": (LISTS, ",instance,", ",bundle,", "constraint-error"),
    "a reference to nothing": (LISTS, ",amazon_web_services,", ",amazing,", "foreign-key"),
}


@pytest.mark.parametrize(("file", "old", "new", "fault"), SPOILED.values(), ids=SPOILED)
def test_frictionless_finds_what_was_spoiled(csv_copy, file, old, new, fault):
    assert faults(csv_copy) == set()
    spoil(csv_copy / file, old, new)
    assert fault in {kind for _, kind in faults(csv_copy)}


def test_frictionless_finds_a_key_that_two_rows_share(csv_copy):
    path = csv_copy / "reference" / "markets.csv"
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    path.write_text("".join([*lines, lines[-1]]), encoding="utf-8")
    assert ("reference.markets", "primary-key") in faults(csv_copy)


def test_a_file_is_as_long_and_as_hashed_as_described(exported):
    for name in ("parquet", "csv"):
        for resource in described(exported / name)["resources"]:
            content = (exported / name / resource["path"]).read_bytes()
            assert resource["bytes"] == len(content)
            assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"


def differing(warehouse, folder):
    """Return the tables whose Parquet file has other columns, types or rows than the table."""
    found = []
    for resource in described(folder)["resources"]:
        table, path = resource["name"], folder / resource["path"]
        columns = [column[:2] for column in warehouse.execute(f"describe {table}").fetchall()]
        rows = warehouse.execute(f"from {table} order by all").fetchall()
        with duckdb.connect() as reader:
            there = reader.execute(f"describe from '{path}'").fetchall()
            same = [column[:2] for column in there] == columns
            same = same and reader.execute(f"from '{path}' order by all").fetchall() == rows
        if not same or resource["row_count"] != len(rows):
            found.append(table)
    return found


def test_parquet_holds_the_columns_types_and_rows_of_the_tables(warehouse, exported):
    assert differing(warehouse, exported / "parquet") == []


@pytest.mark.parametrize(
    "changed",
    [
        "* replace (gpu_count + 1 as gpu_count)",
        "* replace (cast(gpu_count as integer) as gpu_count)",
        "* exclude (gpu_count)",
    ],
    ids=["a changed cell", "another type", "a missing column"],
)
def test_a_changed_parquet_file_differs(warehouse, exported, tmp_path, changed):
    resource = described(exported / "parquet", "market.gpu_fleets")
    (tmp_path / DESCRIPTOR).write_text(json.dumps({"resources": [resource]}), encoding="utf-8")
    target = tmp_path / resource["path"]
    target.parent.mkdir()
    source = exported / "parquet" / resource["path"]
    duckdb.execute(f"copy (select {changed} from '{source}') to '{target}'")
    assert differing(warehouse, tmp_path) == ["market.gpu_fleets"]


def test_fields_carry_type_meaning_unit_and_limits(exported):
    folder = exported / "parquet"
    assert field(folder, "pricing.component_prices", "price_usd_per_unit_hour") == {
        "name": "price_usd_per_unit_hour",
        "type": "number",
        "description": "List price of one unit for one hour.",
        "duckdb_type": "DECIMAL(12,6)",
        "unit": "US dollars for one unit of the component for one hour",
        "constraints": {"exclusiveMinimum": 0, "required": True},
    }
    assert field(folder, "pricing.price_lists", "price_basis_code")["constraints"] == {
        "enum": ["component", "instance"],
        "required": True,
    }
    assert field(folder, "reference.sources", "trust_rank")["constraints"] == {
        "minimum": 1,
        "maximum": 4,
        "required": True,
    }
    assert field(folder, "meta.builds", "input_versions")["type"] == "object"
    assert field(folder, "meta.releases", "published_at")["type"] == "datetime"


def test_every_duckdb_type_has_a_type_of_the_standard(exported):
    types = {
        found["type"]
        for resource in described(exported / "parquet")["resources"]
        for found in resource["schema"]["fields"]
    }
    assert types == {
        *("string", "number", "integer", "date", "datetime", "boolean", "object", "array"),
    }


def test_keys_and_references_are_those_of_the_tables(exported):
    schema = described(exported / "parquet", "funding.tranches")["schema"]
    assert schema["primaryKey"] == ["tranche_id", "source_id"]
    assert schema["foreignKeys"] == [
        {
            "fields": ["round_id"],
            "reference": {"resource": "funding.rounds", "fields": ["round_id"]},
        },
        {
            "fields": ["source_id"],
            "reference": {"resource": "reference.sources", "fields": ["source_id"]},
        },
    ]
    derived = described(exported / "parquet", "cost.gpu_unit_costs")["schema"]
    assert derived["primaryKey"] == ["price_list_id", "gpu_model_id"]


def test_a_column_that_is_empty_is_no_part_of_a_key(exported):
    key = described(exported / "parquet", "cost.focus_sku_prices")["schema"]["primaryKey"]
    assert "SkuPriceId" in key
    assert "ContractId" not in key


def test_the_package_names_release_licence_and_every_source(exported, rows):
    package = described(exported / "parquet")
    (release,) = rows("select max(release_id) as release_id from meta.releases")
    assert package["release_id"] == release["release_id"]
    assert package["created"].replace("-", "").replace(":", "")[:15] == release["release_id"][:15]
    assert [licence["name"] for licence in package["licenses"]] == ["MIT"]
    (count,) = rows("select count(*) as count from reference.sources")
    assert len(package["sources"]) == count["count"]
    (note,) = [s for s in package["sources"] if s["name"] == "tf_securities_2023_06_20"]
    assert note["publisher"] == "TF Securities"
    assert note["published"] == "2023-06-20"
    assert note["licence"] == "all rights reserved"


def test_a_table_names_the_sources_its_figures_can_come_from(exported):
    assert described(exported / "parquet", "market.industry_ratings")["source_ids"] == [
        "tf_securities_2023_06_20"
    ]
    derived = described(exported / "parquet", "cost.price_changes")["source_ids"]
    assert {"tf_securities_2023_06_20", "coreweave_page_2026_03_13"} <= set(derived)


NUMBERS = "core.component_prices"
HOSTILE_TITLE = "=1+1"


@pytest.fixture(scope="module")
def for_sheets(built, tmp_path_factory):
    """An export for spreadsheets of a warehouse in which texts begin as formulas."""
    own = Project(built.root, tmp_path_factory.mktemp("sheets"))
    shutil.copy(built.published, own.published)
    with duckdb.connect(str(own.published)) as connection:
        connection.execute("create or replace table reference.sources as from reference.sources")
        connection.execute(f"update reference.sources set title = '{HOSTILE_TITLE}'")
    flags = ["-o", "csv", "--escape-formulas", "--byte-order-mark"]
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("NEOCLOUD_DATA", str(own.data))
        result = CliRunner().invoke(app, ["export", str(own.data / "out"), *flags])
    assert result.exit_code == 0, result.output
    return own.data / "out"


def test_a_cell_that_would_run_is_neutralised_and_numbers_stay(for_sheets, exported):
    with (for_sheets / "reference" / "sources.csv").open(encoding="utf-8-sig") as stream:
        assert {row["title"] for row in csv.DictReader(stream)} == {f"'{HOSTILE_TITLE}"}
    place = described(for_sheets, NUMBERS)["path"]
    plain = (exported / "csv" / place).read_bytes()
    assert (for_sheets / place).read_bytes() == codecs.BOM_UTF8 + plain


def test_no_text_of_any_table_begins_as_a_formula(for_sheets):
    for resource in described(for_sheets)["resources"]:
        texts = [f["name"] for f in resource["schema"]["fields"] if f["type"] == "string"]
        with (for_sheets / resource["path"]).open(encoding="utf-8-sig", newline="") as stream:
            cells = [row[name] for row in csv.DictReader(stream) for name in texts]
        assert [cell for cell in cells if cell.startswith(tuple("=+-@\t\r"))] == [], resource[
            "name"
        ]


def test_every_file_begins_with_the_mark_and_reads_as_described(for_sheets):
    for resource in described(for_sheets)["resources"]:
        content = (for_sheets / resource["path"]).read_bytes()
        assert content.startswith(codecs.BOM_UTF8)
        assert resource["hash"] == f"sha256:{sha256(content).hexdigest()}"
        assert (resource["encoding"], resource["escaped_formulas"]) == ("utf-8-sig", True)
        header = content.decode("utf-8-sig").splitlines()[0]
        assert header.split(",") == [field["name"] for field in resource["schema"]["fields"]]


def test_plain_files_have_neither(exported):
    resource = described(exported / "csv", "reference.sources")
    assert not (exported / "csv" / resource["path"]).read_bytes().startswith(codecs.BOM_UTF8)
    assert {"encoding", "escaped_formulas"}.isdisjoint(resource)


@pytest.mark.parametrize("flag", ["--escape-formulas", "--byte-order-mark"])
def test_parquet_is_for_no_spreadsheet(flag, tmp_path):
    result = CliRunner().invoke(app, ["export", str(tmp_path / "out"), flag])
    assert (result.exit_code, (tmp_path / "out").exists()) == (2, False)

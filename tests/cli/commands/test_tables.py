"""``neocloud tables`` finds what there is by its name and by what it means."""

import csv
import io

import pytest
from typer.testing import CliRunner

from pipeline.cli import app


@pytest.fixture
def found(built, monkeypatch):
    """Return a function that gives the names and kinds that the command finds."""
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))

    def find(*words):
        answer = CliRunner().invoke(app, ["tables", *words, "-o", "csv"])
        assert answer.exit_code == 0, answer.stderr
        rows = csv.DictReader(io.StringIO(answer.stdout))
        return [(row["name"], row["kind"]) for row in rows]

    return find


def test_without_a_word_every_table_is_listed_with_what_its_row_is(built, tables, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    answer = CliRunner().invoke(app, ["tables", "-o", "csv"])
    listed = {row["table_name"]: row for row in csv.DictReader(io.StringIO(answer.stdout))}
    assert {name for name, table in tables.items() if table.has_rows} <= listed.keys()
    assert listed["cost.gpu_unit_costs"]["description"].startswith("One row per component price")


def test_a_word_finds_tables_columns_and_macros(found):
    assert ("growth.valuations", "table") in found("valuation")
    assert ("growth.valuations.step_up_ratio", "column") in found("valuations", "step")
    assert ("funding_as_of(company, known_by)", "macro") in found("raised")


def test_all_words_must_stand_in_a_name_or_its_description_whatever_their_capitals(found):
    both = found("GPU", "memory")
    assert ("reference.gpu_models.memory_gb", "column") in both
    assert set(both) < set(found("memory"))


@pytest.mark.parametrize("word", ["valuatoin", "it's", "%"])
def test_a_word_that_nothing_holds_is_told_with_the_nearest(built, monkeypatch, word):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    answer = CliRunner().invoke(app, ["tables", "zz" + word])
    assert (answer.exit_code, answer.stdout) == (2, "")
    assert answer.stderr.startswith(f"no name and no description holds {'zz' + word!r}")


@pytest.mark.parametrize("code", ["interest_expense", "adjusted_ebitda"])
def test_a_code_finds_the_column_that_takes_it(found, code):
    assert ("market.company_financials.financial_metric_type", "column") in found(code)


def test_a_word_is_found_where_one_begins_and_not_inside_another(found):
    assert "audit.source_coverage" in {name for name, _ in found("coverage")}
    assert "audit.source_coverage" in {name for name, _ in found("cover")}


@pytest.mark.parametrize(
    ("word", "guess"),
    [
        ("age", ""),
        ("zlotys", ""),
        ("capital_eficiency", "; did you mean 'growth.capital_efficiency'?"),
    ],
)
def test_only_a_near_name_is_offered(built, monkeypatch, word, guess):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    answer = CliRunner().invoke(app, ["tables", word])
    assert (answer.exit_code, answer.stderr) == (
        2,
        f"no name and no description holds {word!r}{guess}\n",
    )

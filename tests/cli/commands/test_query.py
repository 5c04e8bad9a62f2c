"""``neocloud query`` answers in five formats and touches nothing."""

import csv
import io
import json
from decimal import Decimal

import duckdb
import pytest
from typer.testing import CliRunner

from pipeline.cli import app

SQL = """
select gpu_model_id, gpu_usd_per_gpu_hour, known_date from cost.gpu_unit_costs
where price_list_id = 'coreweave_note_2023_06_20' and gpu_model_id in ('a40', 'h100_sxm')
order by 1;  -- both ends of the list
"""


@pytest.fixture
def neocloud(built, monkeypatch):
    monkeypatch.setenv("NEOCLOUD_DATA", str(built.data))
    return lambda *arguments, **options: CliRunner().invoke(app, ["query", *arguments], **options)


def test_the_table_shows_names_and_values(neocloud):
    lines = [line.split() for line in neocloud(SQL).stdout.splitlines() if line.strip()]
    assert lines[0] == ["gpu_model_id", "gpu_usd_per_gpu_hour", "known_date"]
    assert lines[-2:] == [["a40", "1.28", "2023-06-20"], ["h100_sxm", "4.76", "2023-06-20"]]


def test_csv_is_read_back_by_the_csv_module(neocloud):
    answer = list(csv.reader(io.StringIO(neocloud("-o", "csv", SQL).stdout)))
    assert answer[1] == ["a40", "1.280000", "2023-06-20"]


def test_json_keeps_every_digit(neocloud):
    answer = json.loads(neocloud("-o", "json", SQL).stdout, parse_float=Decimal)
    assert answer[1] == {
        "gpu_model_id": "h100_sxm",
        "gpu_usd_per_gpu_hour": Decimal("4.76"),
        "known_date": "2023-06-20",
    }


def test_moments_are_in_utc_wherever_the_machine_stands(neocloud):
    asked = (
        "select current_setting('TimeZone') as zone, timestamptz '2023-06-20 01:00+02' as moment"
    )
    assert neocloud("-o", "csv", asked).stdout == "zone,moment\nUTC,2023-06-19 23:00:00+00\n"


def test_markdown_is_a_table_that_no_width_cuts(neocloud):
    lines = neocloud("-o", "markdown", "select repeat('x', 300) as long").stdout.splitlines()
    assert lines == ["| long |", "| --- |", f"| {'x' * 300} |"]


def test_nothing_in_a_cell_breaks_a_markdown_table(neocloud):
    cells = [r"a|b", r"a\|b", "two\nlines", "two\r\nlines", r"back\slash"]
    sql = "select ".join(["", ", ".join(f"$${cell}$$ as c{i}" for i, cell in enumerate(cells))])
    assert neocloud("-o", "markdown", sql).stdout.splitlines()[2] == (
        r"| a\|b | a\\\|b | two<br>lines | two␍<br>lines | back\slash |"
    )
    assert neocloud("-o", "markdown", 'select 1 as "x|y"').stdout.splitlines()[0] == r"| x\|y |"


def test_json_has_null_where_a_number_is_not_finite(neocloud):
    sql = """select 'nan'::double as a, [1::double, '-inf'::double] as b,
        {'x': 'inf'::float, 'y': 'NaN'} as c, map {'k': 'nan'::double} as d, 0.5::double as e,
        null::double[] as f, 1.50::decimal(9, 2) as g"""
    assert json.loads(neocloud("-o", "json", sql).stdout, parse_constant=pytest.fail) == [
        {"a": None, "b": [1, None], "c": {"x": None, "y": "NaN"}, "d": {"k": None}, "e": 0.5,
         "f": None, "g": 1.5}
    ]  # fmt: skip


def test_parquet_goes_to_a_file(neocloud, tmp_path):
    target = tmp_path / "answer.parquet"
    assert neocloud("-o", "parquet", "-O", str(target), SQL).exit_code == 0
    answer = duckdb.sql(f"select gpu_usd_per_gpu_hour from '{target}'").fetchall()
    assert answer == [(Decimal("1.28"),), (Decimal("4.76"),)]


def test_the_query_comes_from_a_file_or_from_standard_input(neocloud, tmp_path):
    path = tmp_path / "question.sql"
    path.write_text(SQL)
    answers = {
        neocloud("-o", "csv", SQL).stdout,
        neocloud("-o", "csv", "-f", str(path)).stdout,
        neocloud("-o", "csv", input=SQL).stdout,
        neocloud("-o", "csv", "-", input=SQL).stdout,
    }
    assert len(answers) == 1


WRONG = {
    "two queries": ("select 1; select 2", "expected one query, got 2"),
    "no query": ("", "expected one query, got 0"),
    "a change": ("drop table cost.gpu_unit_costs", "expected a query, got drop"),
    "a write": ("insert into cost.gpu_unit_costs from cost.gpu_unit_costs", "got insert"),
    "another database": ("attach 'x.db'", "expected a query, got attach"),
    "a setting": ("set threads = 1", "expected a query, got set"),
    "a file": ("from read_csv('/etc/passwd')", "reaches no other file and no network"),
    "a typing error": ("select * from", "Parser Error: syntax error"),
    "an unknown table": (
        "from cost.nowhere",
        "there is no table nowhere; find tables with: neocloud tables WORD",
    ),
}


@pytest.mark.parametrize(("sql", "message"), WRONG.values(), ids=WRONG)
@pytest.mark.parametrize("output", ["table", "json"])
def test_what_is_no_query_is_refused(neocloud, sql, message, output):
    result = neocloud("-o", output, sql)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


@pytest.mark.parametrize("asked", ["show tables", "SHOW ALL TABLES;", "describe"])
def test_lists_hold_the_tables_of_the_warehouse_and_no_other(neocloud, tables, asked):
    listed = list(csv.DictReader(io.StringIO(neocloud("-o", "csv", asked).stdout)))
    made = {name for name, table in tables.items() if table.has_rows}
    assert made <= {row["table_name"] for row in listed}
    assert {row["table_name"] for row in listed} - made == {
        row["table_name"] for row in listed if row["table_name"].startswith("meta.")
    }
    assert all(row["description"] for row in listed)


@pytest.mark.parametrize("asked", ["describe", "summarize"])
def test_a_table_is_described_and_summarised(neocloud, tables, asked):
    rows = csv.DictReader(io.StringIO(neocloud("-o", "csv", f"{asked} cost.gpu_unit_costs").stdout))
    assert [row["column_name"] for row in rows] == list(tables["cost.gpu_unit_costs"].columns)


@pytest.mark.parametrize(
    ("sql", "said"),
    [
        (
            "from instance_prices",
            "Catalog Error: there is no table instance_prices; did you mean 'core.instance_prices'"
            " or 'cost.instance_prices' or 'pricing.instance_prices'?\n\n"
            "LINE 1: from instance_prices\n             ^^^^^^^^^^^^^^^\n",
        ),
        (
            "from cost.gpu_unit_cost",
            "Catalog Error: there is no table gpu_unit_cost; did you mean"
            " 'cost.gpu_unit_costs'?\n\n"
            "LINE 1: from cost.gpu_unit_cost\n             ^^^^^^^^^^^^^^^^^^\n",
        ),
        (
            "select 'x'::int",
            "Conversion Error: Could not convert string 'x' to INT32\n\n"
            "LINE 1: select 'x'::int\n                  ^^^^^\n",
        ),
    ],
    ids=["no schema", "a letter", "a value"],
)
def test_an_error_shows_the_readers_text_and_our_nearest_names(neocloud, sql, said):
    assert neocloud(sql).stderr == said


def test_argument_and_file_together_are_wrong_usage(neocloud, tmp_path):
    path = tmp_path / "question.sql"
    path.write_text(SQL)
    assert neocloud(SQL, "-f", str(path)).exit_code == 2


def test_without_a_warehouse_the_remedy_is_named(neocloud, monkeypatch, tmp_path):
    monkeypatch.setenv("NEOCLOUD_DATA", str(tmp_path))
    result = neocloud("select 1")
    assert result.exit_code == 1
    assert result.stderr.strip().endswith("neocloud.duckdb yet; make it with: neocloud build")


def test_a_result_that_cannot_be_written_is_a_fault(neocloud, tmp_path):
    result = neocloud("-o", "csv", "-O", str(tmp_path / "no" / "such" / "folder.csv"), "select 1")
    assert result.exit_code in (1, 2)
    assert "folder.csv" in result.stderr


def test_help_teaches_by_example(neocloud):
    text = neocloud("--help").stdout
    assert 'neocloud query "select * from growth.funding_by_round"' in text

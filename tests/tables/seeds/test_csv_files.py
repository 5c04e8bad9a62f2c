"""A seed file at fault is refused with its line and column, what is wrong and what is allowed."""

import csv
import io

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.schemas.base import seed_classes
from pipeline.tables.seeds.csv_files import SeedError, read_rows
from pipeline.tables.seeds.tables import seed_table

AUTHORS = "reference.source_authors"
HEADER = "author_name,licence_number,source_id,source_locator,known_date"
NEEDED = f"the header must be {HEADER}"
ANN = "Ann,S1,note,cover,"
QUOTE = "a quote is opened and not closed, or stands inside a cell; double it"
PARENTS = """
create schema reference; create schema pricing;
create table reference.sources as select 'note' as source_id;
create table reference.gpu_models as select unnest(['a40', 'a100_sxm_40gb']) as gpu_model_id;
create table pricing.price_lists as select 'list_1' as price_list_id;
"""
PRICES = "pricing.component_prices"


@pytest.fixture
def refusal(tmp_path):
    """Return a function that loads a file in vain and gives the message, a line for each fault."""

    def refused(table, content):
        schema, _, name = table.partition(".")
        path = tmp_path / schema / f"{name}.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        with duckdb.connect() as connection:
            connection.execute(PARENTS)
            with pytest.raises(SeedError) as error:
                seed_table(table, seed_classes(), path).create(connection)
        return str(error.value).splitlines()

    return refused


FILES = {
    "missing column": (
        "author_name,source_id,source_locator,known_date\n",
        f":1 lacks the column licence_number; {NEEDED}",
    ),
    "extra column": (f"{HEADER},page\n", f":1 has the unknown column page; {NEEDED}"),
    "misspelt column": (
        HEADER.replace("licence", "license") + "\n",
        f":1 lacks the column licence_number and has the unknown column license_number; {NEEDED}",
    ),
    "columns out of order": (
        HEADER.replace("author_name,licence_number", "licence_number,author_name"),
        f":1 has its columns out of order; {NEEDED}",
    ),
    "semicolons": (
        HEADER.replace(",", ";") + "\n",
        ":1 separates its columns with ';'; separate them with commas",
    ),
    "column repeated": (
        f"{HEADER},author_name\n",
        f":1 has the column author_name more than once; {NEEDED}",
    ),
    "empty file": ("", ":1 the file is empty; it must open with the header line"),
    "only line ends": ("\n\n", ":1 the file is empty; it must open with the header line"),
    "byte-order mark": (
        f"\ufeff{HEADER}\n{ANN}\n",
        ":1 opens with a byte-order mark; save the file as UTF-8 without BOM",
    ),
    "CRLF": (f"{HEADER}\r\n{ANN}\r\n", ":1 holds a CR; save with LF line ends"),
    "CRLF further down": (f"{HEADER}\n{ANN}\r\n", ":2 holds a CR; save with LF line ends"),
    "byte that is not UTF-8": (
        f"{HEADER}\n{ANN}\nJos".encode() + b"\xe9,,note,cover,\n",
        ":3 byte 0xe9 is not UTF-8 text; save the file as UTF-8",
    ),
    "NUL byte": (
        f"{HEADER}\n{ANN}\nBo\0b,,note,cover,\n",
        ":3 holds a NUL byte; save the file as UTF-8 text",
    ),
    "unterminated quote": (
        f'{HEADER}\n{ANN}\n"Bob,,note,cover,\nEve,,note,cover,\n',
        f":3 is not valid CSV (unexpected end of data): {QUOTE}",
    ),
    "quote inside a quoted cell": (
        f'{HEADER}\n{ANN}\n"Bo"b",,note,cover,\n',
        f":3 is not valid CSV (',' expected after '\"'): {QUOTE}",
    ),
    "blank line": (f"{HEADER}\n\n{ANN}\n", ":2 is blank; delete the line"),
    "blank line at the end": (f"{HEADER}\n{ANN}\n\n", ":3 is blank; delete the line"),
    "too many cells": (
        f"{HEADER}\nAnn, PhD,S1,note,cover,\n",
        ":2 has 6 cells, the header has 5; quote a cell that holds a comma",
    ),
    "repeated key": (
        f"{HEADER}\n{ANN}\n{ANN}\n",
        ":3 author_name: repeats the key of line 2: Ann; delete one of them",
    ),
    "dangling reference": (
        f"{HEADER}\nAnn,,nota,cover,\n",
        ":2 source_id: 'nota' is not a source_id of reference.sources; did you mean 'note'?",
    ),
    "dangling reference like nothing known": (
        f"{HEADER}\nAnn,,xyz,cover,\n",
        ":2 source_id: 'xyz' is not a source_id of reference.sources; add it there, or correct it",
    ),
}


@pytest.mark.parametrize(("content", "message"), FILES.values(), ids=FILES)
def test_a_broken_file_is_refused_with_one_clear_fault(refusal, content, message):
    assert refusal(AUTHORS, content) == [f"seeds/reference/source_authors.csv{message}"]


@pytest.mark.parametrize("content", [HEADER, f"{HEADER}\n"], ids=["no line end", "line end"])
def test_a_file_with_a_header_only_is_refused(content):
    faults = read_rows(seed_classes()[AUTHORS], content.encode()).faults
    assert [fault.line for fault in faults] == [1]


def test_a_row_with_too_few_cells_says_how_many_are_needed(refusal):
    (message,) = refusal(AUTHORS, f"{HEADER}\nAnn,S1,note,cover\n")
    shown = "seeds/reference/source_authors.csv:2 has 4 cells, the header has 5"
    assert message.startswith(shown)


def test_a_space_before_a_quote_is_refused_because_duckdb_drops_both(refusal):
    (message,) = refusal(AUTHORS, f'{HEADER}\nAnn, "S1",note,cover,\n')
    assert message.startswith("seeds/reference/source_authors.csv:2 ")


def test_all_faults_of_a_file_are_named_at_once_in_line_order(refusal):
    lines = (
        ",".join(seed_classes()[PRICES].column_names()),
        'list_1,a40,gpu,a40,"A40,\n48 ""GB"",\nnew",1.28,true,exact,note,Table 1,',
        "list_1,zzz,tpu,b40,,-1,true,exact,note,Table 1,2023-13-01",
        "",
        "list_1,a42,gpu,,A42,1,true,exact,note,Table 1,",
        "list_1,a40,gpu,a40,A40,1.28,true,exact,note,Table 1,",
    )
    messages = refusal(PRICES, "\n".join(lines) + "\n")
    shown = "seeds/pricing/component_prices.csv:"
    assert [message.removeprefix(shown).partition(": ")[0] for message in messages] == [
        "5 component_type",
        "5 gpu_model_id",
        "5 known_date",
        "5 price_usd_per_unit_hour",
        "5 sku_name",
        "6 is blank; delete the line",
        "8 price_list_id, component_id, source_id",
    ]
    assert messages[-1].endswith("repeats the key of line 2: list_1, a40, note; delete one of them")


TEXT = st.text(
    st.one_of(
        st.sampled_from(',"\n;#\\é潘'),
        st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"),
    ),
    max_size=12,
).map(str.strip)


@given(st.lists(st.tuples(TEXT.filter(bool), TEXT), unique_by=lambda row: row[0], max_size=5))
@settings(max_examples=100, deadline=None)
def test_rows_written_as_csv_read_back_the_same(written):
    names = HEADER.split(",")
    rows = [
        dict(zip(names, [*row, "note", "cover", ""], strict=True))
        for row in [*written, ("the last one", "")]
    ]
    text = io.StringIO()
    writer = csv.DictWriter(text, names, lineterminator="\n")
    writer.writeheader()
    starts = []
    for row in rows:
        starts.append(text.getvalue().count("\n") + 1)
        writer.writerow(row)
    read = read_rows(seed_classes()[AUTHORS], text.getvalue().encode())
    assert read.faults == []
    assert read.cells == list(zip(starts, rows, strict=True))


LIKE_CSV = st.lists(st.sampled_from([*',,,"\n\r\0 aé', ANN, f"{ANN}\n"]), min_size=1).map("".join)
BYTES = st.one_of(
    st.binary(),
    LIKE_CSV.map(str.encode),
    LIKE_CSV.map(lambda text: f"{HEADER}\n{text}".encode()),
    st.tuples(LIKE_CSV, st.binary()).map(lambda p: f"{HEADER}\n{p[0]}".encode() + p[1]),
)


@given(BYTES)
@settings(max_examples=300, deadline=None)
def test_any_bytes_give_rows_or_faults_and_raise_nothing(content):
    read = read_rows(seed_classes()[AUTHORS], content)
    last = content.count(b"\n") + 1
    assert read.cells or read.faults
    assert [fault for fault in read.faults if not (1 <= fault.line <= last and fault.problem)] == []
    assert [cells for _, cells in read.cells if list(cells) != HEADER.split(",")] == []

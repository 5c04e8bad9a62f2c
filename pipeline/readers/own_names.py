"""The names of what readers may ask: found by a word, resolved where one fits, nearest where none.

DuckDB's own lists and guesses name its system tables and what the machinery made; these do not.
"""

import re
from collections.abc import Collection, Iterable

import duckdb

from pipeline.project.bad_input import did_you_mean
from pipeline.project.queries import quoted

OWN_TABLES = """
select schema_name || '.' || table_name as table_name, estimated_size as row_count,
    split_part(comment, chr(10), 1) as description
from duckdb_tables() where database_name = 'neocloud' order by table_name
"""
# Tables, their columns with the codes that a check allows them, and the macros; the macros beside
# tables are said with the tables.
OWN_NAMES = """
with coded as (
    select
        schema_name,
        table_name,
        constraint_column_names[1] as column_name,
        string_agg(
            array_to_string(regexp_extract_all(constraint_text, '''([^'']*)''', 1), ', '), ', '
        ) as codes
    from duckdb_constraints()
    where database_name = 'neocloud' and constraint_type = 'CHECK'
        and len(constraint_column_names) = 1 and contains(constraint_text, ' IN (')
    group by all
)

select
    schema_name || '.' || table_name as name,
    'table' as kind,
    split_part(comment, chr(10), 1) as description
from duckdb_tables() where database_name = 'neocloud'
union all
select
    schema_name || '.' || table_name || '.' || column_name,
    'column',
    concat_ws(' ', comment, 'One of: ' || codes || '.')
from duckdb_columns() left join coded using (schema_name, table_name, column_name)
where database_name = 'neocloud' and not internal
union all
select function_name || '(' || array_to_string(parameters, ', ') || ')', 'macro', comment
from duckdb_functions()
where
    database_name = 'neocloud' and not internal
    and not regexp_matches(function_name, '_known_by$|^attach release ')
"""
SEARCHED = "lower(concat_ws(' ', name, description))"
ORDER = "order by list_position(['table', 'macro', 'column'], kind), name"
# How alike a name must be, from 0 to 1, to be what somebody meant.
NEAR = 0.7
NO_TABLE = re.compile(r"Table with name (\S+) does not exist!\n(?:Did you mean .*\n?)?")


class NoSuchTable(Exception):
    """What should name a table names none, or several; the message says which come near."""


def matching(words: str) -> str:
    """Return the query for the names in which, or in whose description, all the words stand.

    A word is found where one begins, not inside another: ``age`` is no part of ``coverage``.
    """
    each = (f"regexp_matches({SEARCHED}, {_start_of(word)})" for word in words.split())
    return f"select * from ({OWN_NAMES}) where {' and '.join(each) or 'true'} {ORDER}"


def _start_of(word: str) -> str:
    """Return the pattern, in SQL, of a word's start; before other signs anything may stand."""
    begins = "(^|[^a-z0-9])" if word[0].isascii() and word[0].isalnum() else ""
    return f"{quoted(begins)} || regexp_escape(lower({quoted(word)}))"


def resolved_table(name: str, known: Collection[str]) -> str:
    """Return the table that ``name`` is, with or without its schema.

    Raises:
        NoSuchTable: if none or several are.
    """
    if name in known:
        return name
    fitting = [table for table in known if table.partition(".")[2] == name.lower()]
    if len(fitting) == 1:
        return fitting[0]
    raise NoSuchTable(f"there is no table {name}{nearest_tables(name, known)}")


def nearest_tables(name: str, known: Iterable[str]) -> str:
    """Return the question which of our tables was meant, if any comes near."""
    bare = name.rpartition(".")[2].strip('"').lower()
    tables = sorted(known)
    if same := [table for table in tables if table.partition(".")[2] == bare]:
        return f"; did you mean {' or '.join(map(repr, same))}?"
    by_bare = {table.partition(".")[2]: table for table in tables}
    if guess := did_you_mean(name.lower(), tables, NEAR):
        return guess
    found = re.search("'(.+)'", did_you_mean(bare, by_bare, NEAR))
    return f"; did you mean {by_bare[found[1]]!r}?" if found else ""


def in_own_names(connection: duckdb.DuckDBPyConnection, said: str) -> str:
    """Return what DuckDB says of a query, its guess at a table's name put right."""
    if not (found := NO_TABLE.search(said)):
        return said
    known = [name for name, *_ in connection.execute(OWN_TABLES).fetchall()]
    guess = nearest_tables(found[1], known) or "; find tables with: neocloud tables WORD"
    return f"{said[: found.start()]}there is no table {found[1]}{guess}\n{said[found.end() :]}"

"""``neocloud diff``: which figures changed from one release to another."""

import sys
from pathlib import Path

import duckdb
import typer

from pipeline.cli import options
from pipeline.cli.change_lines import change_lines, shown_change
from pipeline.cli.found_release import release_file
from pipeline.cli.messages import FAULT, MISUSE, Plain, stderr, stop
from pipeline.cli.result_files import destination
from pipeline.project.paths import current_project
from pipeline.project.queries import rows
from pipeline.readers import markdown
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.own_names import NoSuchTable, resolved_table

SUMMARY = """
select
    table_name,
    string_agg(
        concat(change_count, ' ', if(change_count = 1, change, replace(change, ' ', 's '))),
        ', ' order by change
    ) as summary,
    sum(change_count) as change_count
from (
    select table_name, change, count(*) as change_count from changes
    where change not like 'macro %' group by all
)
group by all
order by table_name
"""
# One formula changes every macro that has it inside: their names say enough for people.
MACROS = """
select concat(if(count(*) = 1, change, replace(change, ' ', 's ')), ': ',
    string_agg(table_name, ', ' order by table_name))
from changes where change like 'macro %' group by change order by change
"""
CHANGES = "from changes order by table_name, change, rowid"
EXAMPLES = """
select
    changes.*,
    exists (
        from duckdb_columns() as columns
        where columns.database_name = 'later'
            and concat(columns.schema_name, '.', columns.table_name) = changes.table_name
            and columns.column_name = changes.column_name
            and columns.data_type like 'DECIMAL%'
    ) as is_exact
from changes where changes.table_name = $1 order by changes.change, changes.rowid limit $2
"""


def diff(
    earlier: options.EarlierRelease = "previous",
    later: options.LaterRelease = "latest",
    tables: options.OnlyTables = None,
    output_format: options.ChangesFormat = Format.table,
    limit: options.ChangesShown = 20,
    exit_code: options.ExitCode = False,
) -> None:
    """Show which figures changed between two releases: by table and key, old → new.

    Rows, columns, tables and macros that are new or gone are named too. The records of the builds
    (`meta`) and comments are left out: they are no figures. On a terminal a row that is new or gone
    is cut after a few lines; `-o wide` has it whole, `-o csv` all changes. Ends with 0 whether or
    not anything changed, unless `--exit-code` is given.

        neocloud diff

        neocloud diff 20261124T1904 latest --table cost.instance_prices -o csv
    """
    from pipeline.warehouse.attached import attached
    from pipeline.warehouse.compare.diff import compare

    project = current_project()
    old, new = (release_file(project, name) for name in (earlier, later))
    try:
        with attached(earlier=old, later=new) as connection:
            keyless = compare(connection, _chosen(connection, tables or []))
            (count,) = connection.execute("select count(*) from changes").fetchone() or (0,)
            if output_format in (Format.table, Format.wide):
                is_fitted = output_format == Format.table and sys.stdout.isatty()
                _print(connection, (old, new), keyless, limit, is_fitted)
            elif output_format == Format.markdown:
                _print_markdown(connection)
            else:
                _copy(connection, COPY_OPTIONS[output_format])
    except duckdb.Error as error:
        stop(f"cannot compare {old} with {new}: {error}", FAULT)
    if exit_code and count:
        raise typer.Exit(FAULT)


def _chosen(connection: duckdb.DuckDBPyConnection, tables: list[str]) -> list[str]:
    known = connection.execute(
        "select distinct schema_name || '.' || table_name from duckdb_tables()"
        " where database_name in ('earlier', 'later')"
    ).fetchall()
    try:
        return [resolved_table(table, [name for (name,) in known]) for table in tables]
    except NoSuchTable as error:
        stop(f"in neither release: {error}", MISUSE)


def _print(
    connection: duckdb.DuckDBPyConnection,
    files: tuple[Path, Path],
    keyless: list[str],
    limit: int,
    is_fitted: bool,
) -> None:
    """Write a line for each table, then its changes, fitted to the terminal if they are to be."""
    from pipeline.warehouse.releases import read_release

    console = Plain(soft_wrap=not is_fitted)
    console.print(" → ".join(read_release(path).release_id for path in files))
    summary = connection.execute(SUMMARY).fetchall()
    macros = connection.execute(MACROS).fetchall()
    if not (summary or macros):
        console.print("no figure changed")
    for (line,) in macros:
        console.print(f"{line} (-o csv has the texts)")
    for table, counts, _ in summary:
        console.print(f"{table}: {counts}")
    for table, _, count in summary:
        console.print(f"\n{table}")
        for change in rows(connection.execute(EXAMPLES, [table, limit])):
            lines = change_lines(change, console) if is_fitted else [f"  {shown_change(change)}"]
            for line in lines:
                console.print(line, soft_wrap=True)
        if count > limit:
            console.print(f"  … and {count - limit:,} more (-o csv has all)")
    for table in keyless:
        stderr.print(f"{table}: no key tells its rows apart in both; compared whole rows")


def _print_markdown(connection: duckdb.DuckDBPyConnection) -> None:
    result = connection.execute(CHANGES)
    print(markdown.table([column[0] for column in result.description or []], result.fetchall()))


def _copy(connection: duckdb.DuckDBPyConnection, options: str) -> None:
    """Let DuckDB write all changes to standard output."""
    with destination(None) as path:
        connection.execute(f"copy ({CHANGES}) to $path ({options})", {"path": str(path)})

"""``neocloud explain``: where a figure comes from."""

import json
from typing import TYPE_CHECKING, Annotated

import typer
from rich import box
from rich.table import Table as Grid

from pipeline.cli.messages import MISUSE, stop
from pipeline.cli.query_limits import MEMORY, SECONDS, Memory, Timeout, limited, limits_of
from pipeline.cli.query_results import WIDE, Output
from pipeline.cli.reader_faults import explained_faults
from pipeline.project.paths import current_project
from pipeline.readers.explain.conditions import NoCondition
from pipeline.readers.published_file import open_published

if TYPE_CHECKING:
    from pipeline.readers.explain.explanation import Explanation, Step


def explain(
    table: Annotated[str, typer.Argument(help="Schema and table: `cost.instance_prices`.")],
    where: Annotated[
        str, typer.Option("--where", "-w", help="Condition on its columns, in SQL.")
    ] = "true",
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    timeout: Timeout = SECONDS,
    memory: Memory = MEMORY,
) -> None:
    """Trace figures down to the seed rows they rest on, and the documents that state those.

    Prints the rows, their formula, the input rows with their values, and each source with
    title, publisher, date, place and address. Where the lineage cannot tell which of several
    rows counts, it says so.

        neocloud explain cost.instance_prices -w "gpu_model_id = 'h100_sxm' and
        price_list_id = 'coreweave_note_2023_06_20' and recipe_id = 'max_host'"
    """
    from pipeline.readers.explain.explanation import as_data
    from pipeline.readers.explain.trace import explain as traced
    from pipeline.warehouse.catalog import project_tables

    project, limits = current_project(), limits_of(timeout, memory)
    with explained_faults():
        tables = {t.name: t for t in project_tables(project) if t.has_rows}
        if table not in tables:
            stop(f"there is no table {table}; see: neocloud query 'show all tables'", MISUSE)
        try:
            with (
                open_published(project, limits.memory_bytes) as connection,
                limited(connection, limits),
            ):
                found = traced(connection, tables, table, where)
        except NoCondition as error:
            stop(str(error), MISUSE)
        if not found.target.rows:
            stop(f"no row of {table} fulfils: {where}", MISUSE)
        if as_json:
            print(json.dumps(as_data(found), default=str, ensure_ascii=False, indent=2))
        else:
            _print(found)


def _print(found: "Explanation") -> None:
    console = Output(soft_wrap=True)
    _print_step(console, found.target)
    console.print("\nMADE FROM", style="bold")
    for step in found.inputs:
        _print_step(console, step)
    console.print("\nSTATED BY", style="bold")
    places = _places(found)
    for source in found.sources:
        console.print(f"\n{source['source_id']}", style="bold cyan")
        console.print(f"  {source['title']}")
        console.print(f"  {source['publisher_name']}, {source['published_date']}")
        console.print(f"  {source['url'] or 'no address'}")
        for place in sorted(places.get(source["source_id"], ())):
            console.print(f"  at: {place}")


def _places(found: "Explanation") -> dict[str, set[str]]:
    places: dict[str, set[str]] = {}
    for step in (found.target, *found.inputs):
        for row in step.rows:
            if row.get("source_locator"):
                place = f"{row['source_locator']} ({step.table.name})"
                places.setdefault(row["source_id"], set()).add(place)
    return places


def _print_step(console: Output, step: "Step") -> None:
    console.print(f"\n{step.table.name}", style="bold cyan")
    console.print(f"  {step.table.about}")
    for formula in step.table.formulas():
        console.print(f"  {formula}", style="green")
    if step.matched_on:
        console.print(f"  matched on {', '.join(step.matched_on)}", style="dim")
    if step.note:
        console.print(f"  {step.note}", style="yellow")
    grid = Grid(box=box.SIMPLE_HEAD, show_header=len(step.rows) > 1)
    if len(step.rows) == 1:
        grid.add_column("column")
        grid.add_column("value")
        for name, value in step.rows[0].items():
            grid.add_row(name, "" if value is None else str(value))
    else:
        for name in step.columns:
            grid.add_column(name, overflow="fold")
        for row in step.rows:
            grid.add_row(*("" if row[name] is None else str(row[name]) for name in step.columns))
    Output(width=None if console.is_terminal else WIDE).print(grid)
    if step.row_count > len(step.rows):
        console.print(f"  … and {step.row_count - len(step.rows)} more rows")

"""``neocloud explain``: where a figure comes from."""

import json
from typing import TYPE_CHECKING, Annotated

import typer

from pipeline.cli.bounded import limited
from pipeline.cli.messages import MISUSE, stop
from pipeline.cli.query_limits import MEMORY, SECONDS, Memory, Timeout, limits_of
from pipeline.cli.reader_faults import explained_faults
from pipeline.cli.typed_text import as_utf8
from pipeline.project.paths import current_project
from pipeline.readers.explain.conditions import NoCondition
from pipeline.readers.own_names import NoSuchTable, resolved_table
from pipeline.readers.published_file import open_published

if TYPE_CHECKING:
    from pipeline.readers.explain.explanation import Explanation


def explain(
    table: Annotated[str, typer.Argument(help="Schema and table: `cost.instance_prices`.")],
    where: Annotated[
        str, typer.Option("--where", "-w", help="Condition on its columns, in SQL.")
    ] = "true",
    is_whole: Annotated[
        bool, typer.Option("--all", help="Every table on the way down, and more rows of each.")
    ] = False,
    as_json: Annotated[bool, typer.Option("--json", help="For programs.")] = False,
    timeout: Timeout = SECONDS,
    memory: Memory = MEMORY,
) -> None:
    """Trace figures down to the seed rows they rest on, and the documents that state those.

    Prints the rows, their formula, the facts they rest on with their values, and each source
    with title, publisher, date, place and address. Where the lineage cannot tell which of several
    rows counts, it says so. The tables on the way down are named; `--all` shows their rows too.

        neocloud explain cost.instance_prices -w "gpu_model_id = 'h100_sxm' and
        price_list_id = 'coreweave_note_2023_06_20' and recipe_id = 'max_host'"
    """
    from pipeline.readers.explain.trace import explain as traced
    from pipeline.warehouse.catalog import project_tables

    project, limits = current_project(), limits_of(timeout, memory)
    with explained_faults():
        tables = {t.name: t for t in project_tables(project) if t.has_rows}
        try:
            table, where = resolved_table(as_utf8(table), tables), as_utf8(where)
            with (
                open_published(project, limits.memory_bytes) as connection,
                limited(connection, limits),
            ):
                found = traced(connection, tables, table, where)
                _answer(found, where, as_json, is_whole)
        except (NoCondition, NoSuchTable) as error:
            stop(str(error), MISUSE)


def _answer(found: "Explanation", where: str, as_json: bool, is_whole: bool) -> None:
    from pipeline.cli.explanation_lines import print_explanation
    from pipeline.readers.explain.explanation import as_data

    if not found.target.rows:
        stop(f"no row of {found.target.table.name} fulfils: {where}", MISUSE)
    if as_json:
        print(json.dumps(as_data(found), default=str, ensure_ascii=False, indent=2))
    else:
        print_explanation(found, is_whole)

"""Turn tables into Dagster assets: each step builds, checks and records one table."""

from collections.abc import Iterator
from typing import Any

import dagster as dg
import duckdb

from pipeline.orchestration.assets.checks import check_results, check_specs, sql
from pipeline.orchestration.assets.previews import cited_documents, column_origins, first_rows
from pipeline.orchestration.resource import Warehouse
from pipeline.project.bad_input import BadInput, duckdb_words
from pipeline.project.paths import Project
from pipeline.project.storage_faults import storage_fault
from pipeline.schemas.units import is_number, unit_of
from pipeline.tables.table import Table
from pipeline.warehouse.build import BuildResult, build
from pipeline.warehouse.progress import report_built

# Dagster asks who answers for an asset: those who keep the seeds and the SQL.
OWNER = "team:neocloud"


def asset_key(table: str) -> dg.AssetKey:
    """Return the key of a table: its schema and its name."""
    return dg.AssetKey(table.split("."))


def table_asset(table: Table) -> dg.AssetsDefinition:
    """Build the asset that makes one table."""
    key = asset_key(table.name)

    @dg.asset(
        key=key,
        deps=[asset_key(read) for read in table.reads],
        group_name=table.schema,
        kinds=set(table.kinds),
        description=_description(table),
        metadata={"source": _source(table)},
        owners=[OWNER],
        tags={"layer": table.layer},
        code_version=table.version(),
        check_specs=check_specs(key, table.checks),
    )
    def built(context: dg.AssetExecutionContext, warehouse: Warehouse) -> Iterator[Any]:
        connection, project = warehouse.connection, warehouse.project
        result = build_in_words(connection, project, table, context.run.run_id)
        checked = list(check_results(key, result.outcomes))
        if result.broken:
            yield from checked
            broken = "\n".join(map(str, result.broken))
            raise dg.Failure(f"{broken}\nthe table was left as it was", allow_retries=False)
        report_built(table.name, result.row_count, result.seconds)
        yield dg.MaterializeResult(
            metadata=_metadata(table, result) | _shown(warehouse.connection, table),
            data_version=dg.DataVersion(result.data_version),
            check_results=checked,
        )

    return built


def build_in_words(
    connection: duckdb.DuckDBPyConnection, project: Project, table: Table, run_id: str
) -> BuildResult:
    """Build the table; turn what a contributor can mend into a failure that says how.

    Raises:
        dg.Failure: if its file is at fault, or DuckDB or the disk refuses it.
    """
    try:
        return build(connection, table, run_id)
    except BadInput as error:
        raise dg.Failure(str(error), allow_retries=False) from None
    except (duckdb.Error, OSError) as error:
        reason = storage_fault(error, project) or f"{table.place}:1 {duckdb_words(error)}"
        raise dg.Failure(reason, allow_retries=False) from error


def _description(table: Table) -> str:
    """Return what a row is, how it is computed and why so, as Markdown."""
    return "\n\n".join([table.about, *table.notes, f"Made from `{table.place}`."])


def _source(table: Table) -> dg.MetadataValue:
    if statement := table.statement():
        return sql(statement)
    return dg.MetadataValue.path(str(table.path))


def _metadata(table: Table, result: BuildResult) -> dict[str, Any]:
    metadata: dict[str, Any] = {"seconds": round(result.seconds, 3)}
    if not table.has_rows:
        return metadata
    meanings = table.meanings()
    columns = [
        dg.TableColumn(name, kind, description=_with_unit(name, kind, meanings.get(name, "")))
        for name, kind in result.columns.items()
    ]
    lineage = {
        column: [dg.TableColumnDep(asset_key(read), origin) for read, origin in origins]
        for column, origins in table.lineage().items()
    }
    return metadata | {
        "dagster/row_count": result.row_count,
        "dagster/table_name": table.name,
        "dagster/column_schema": dg.TableSchema(columns),
        "dagster/column_lineage": dg.TableColumnLineage(lineage),
    }


def _shown(connection: duckdb.DuckDBPyConnection, table: Table) -> dict[str, Any]:
    if not table.has_rows:
        return {}
    shown = {"first rows": dg.MetadataValue.md(first_rows(connection, table))}
    if cited := cited_documents(connection, table):
        shown["cited documents"] = dg.MetadataValue.md(cited)
    if origins := column_origins(table):
        shown["column origins"] = dg.MetadataValue.md(origins)
    return shown


def _with_unit(column: str, kind: str, meaning: str) -> str:
    unit = unit_of(column) if is_number(kind) else None
    return f"{meaning} ({unit})" if unit else meaning

"""By which columns the rows of a table are told apart in both of two warehouses."""

from collections.abc import Sequence

import duckdb

from pipeline.project.queries import quoted_column, quoted_name
from pipeline.tables.record_tables import RECORD_KEYS


def shared_key(
    connection: duckdb.DuckDBPyConnection, table: str, shared: set[str]
) -> Sequence[str]:
    """Return the columns that tell rows apart in both files; none if no recorded key does."""
    recorded = [_recorded_key(connection, name, table) for name in ("later", "earlier")]
    for key in [RECORD_KEYS.get(table), *recorded]:
        if key and set(key) <= shared and _is_unique(connection, table, key):
            return key
    return ()


def _recorded_key(
    connection: duckdb.DuckDBPyConnection, database: str, table: str
) -> list[str] | None:
    try:
        found = connection.execute(
            f"select key_columns from {database}.meta.table_keys where table_name = $1", [table]
        ).fetchone()
    except duckdb.CatalogException:  # a release from before keys were recorded
        return None
    return found[0] if found else None


def _is_unique(connection: duckdb.DuckDBPyConnection, table: str, key: Sequence[str]) -> bool:
    columns = ", ".join(map(quoted_column, key))
    arms = " and ".join(
        f"(select count(*) = count(distinct row({columns})) from {database}.{quoted_name(table)})"
        for database in ("earlier", "later")
    )
    (is_unique,) = connection.execute(f"select {arms}").fetchone() or (False,)
    return is_unique

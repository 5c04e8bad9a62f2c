"""What the what-if form computes with: price lists, limits, speeds and models, digit for digit."""

from pathlib import Path
from typing import Any

import duckdb

from pipeline.project.queries import Row
from pipeline.readers.report.cells import exact
from pipeline.readers.report.queries import ReportSql

FOLDER = Path(__file__).parent


def what_if(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the numbers behind the form; money is text, so that no digit is lost.

    Raises:
        SqlFileError: if DuckDB refuses a query.
    """
    price_lists = _rows(connection, "price_lists")
    lists: dict[str, dict[str, Any]] = {
        row["price_list_id"]: row | {"gpus": {}} for row in price_lists
    }
    for row in _rows(connection, "gpus"):
        if row["price_list_id"] in lists:
            lists[row["price_list_id"]]["gpus"][row["gpu_model_id"]] = row
    models, assumed = _rows(connection, "gpu_models"), _rows(connection, "assumptions")
    return {
        "lists": lists,
        "models": {row["gpu_model_id"]: row for row in models},
        "trained": _rows(connection, "trained_models"),
        "assumed": {row["assumption_id"]: row["value"] for row in assumed},
    }


def _rows(connection: duckdb.DuckDBPyConnection, name: str) -> list[Row]:
    rows = ReportSql(FOLDER / f"{name}.sql").rows(connection)
    return [{column: exact(value) for column, value in row.items()} for row in rows]

"""Known errors of sources: kept as printed, corrected here, and only as long as they stand."""

from collections.abc import Iterator
from datetime import date

import duckdb
from sqlmodel import Field

from pipeline.schemas.base import Cells, Cited, Seeds

SEPARATOR = " | "


class KnownDifferences(Cited, table=True):
    """One row per fact on which sources differ widely, and why both are right or stay.

    It expires with the difference: a check of the table refuses one whose sources agree by now.
    """

    table_name: str = Field(primary_key=True)
    fact_key: str = Field(
        primary_key=True,
        description="Values of the row's key columns but for source_id, in file order, with ' | '.",
    )
    column_name: str = Field(primary_key=True)
    reason: str = Field()

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: Seeds
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of every difference that is of no fact there can be."""
        for line, row in cells:
            if (stated := seeds.get(row["table_name"])) is None:
                yield line, "table_name", f"there is no seed table {row['table_name']!r}"
                continue
            keys = [key for key in stated.key() if key != "source_id"]
            always = [key for key in keys if stated.model_fields[key].annotation != date | None]
            if not len(always) <= len(row["fact_key"].split(SEPARATOR)) <= len(keys):
                yield line, "fact_key", f"must hold {SEPARATOR.join(keys)}"
            elif row["column_name"] not in {*stated.model_fields} - {*keys}:
                yield line, "column_name", f"{row['table_name']} has no such figure"


class Corrections(Cited, table=True):
    """One row per known error of a source: what the seed row says as printed, and what is right.

    The correction expires with the error: once the row no longer holds the wrong value, loading
    fails and asks for the correction to be deleted.
    """

    correction_id: str = Field(primary_key=True, description="Slug of the correction.")
    table_name: str = Field()
    key_values: str = Field(
        description="Values of the row's key columns in file order, with ' | '."
    )
    column_name: str = Field()
    wrong_value: str = Field(description="What the source prints, wholly or in part.")
    right_value: str = Field(description="What it should say.")
    reason: str = Field()

    @classmethod
    def also_reads(cls, cells: Cells) -> set[str]:
        """Return the tables whose rows are corrected."""
        return {row["table_name"] for _, row in cells}

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: Seeds
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of every correction that corrects nothing."""
        for line, row in cells:
            corrected = seeds.get(row["table_name"])
            if corrected is None:
                yield line, "table_name", f"there is no seed table {row['table_name']!r}"
                continue
            keys, values = corrected.key(), row["key_values"].split(SEPARATOR)
            if len(keys) != len(values) or row["column_name"] not in corrected.model_fields:
                yield (
                    line,
                    "key_values",
                    f"must hold {SEPARATOR.join(keys)}, and column_name a column",
                )
                continue
            same = " and ".join(f"cast({key} as varchar) = ?" for key in keys)
            found = connection.execute(
                f"select cast({row['column_name']} as varchar) from {row['table_name']}"
                f" where {same}",
                values,
            ).fetchone()
            if found is None:
                yield line, "key_values", f"{row['table_name']} has no such row"
            elif row["wrong_value"] not in (found[0] or ""):
                problem = f"{row['table_name']} now says {found[0]!r}: the error is gone"
                yield line, "wrong_value", f"{problem}; delete this correction"

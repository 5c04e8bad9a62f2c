"""Known errors of sources: kept as printed, corrected here, and only as long as they stand."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date

import duckdb
from sqlmodel import Field

from pipeline.schemas.base import Cells, Cited, Seeds

SEPARATOR = " | "
# Figures that a check holds against their neighbours rather than against another source: of each
# table the columns that name one, and which may be known to stand out.
COMPARED: Mapping[str, tuple[Sequence[str], Collection[str]]] = {
    "core.offer_prices": (
        ("price_list_id", "item_name", "commitment_type"),
        ("price_usd_per_unit_hour",),
    ),
    "core.company_financials": (
        ("company_id", "financial_metric_type", "period_end_date", "period_month_count"),
        ("amount_usd",),
    ),
    "growth.funding_by_round": (("company_id", "round_id"), ("equity_usd", "debt_usd")),
    "growth.valuations": (("company_id", "valuation_date", "valuation_type"), ("valuation_usd",)),
}


class KnownDifferences(Cited, table=True):
    """One row per fact on which sources differ widely, and why both are right or stay.

    Or per figure that differs widely from its neighbours: a price or a valuation from the one
    before, a figure from that of the period before, a round from the company's others. It expires
    with the difference: a check of the table refuses one that is none by now.
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
            if (named := _named(row["table_name"], seeds)) is None:
                others = " or ".join(COMPARED)
                problem = f"there is no seed table {row['table_name']!r}, and it is not {others}"
                yield line, "table_name", problem
                continue
            keys, least_count, figures = named
            if not least_count <= len(row["fact_key"].split(SEPARATOR)) <= len(keys):
                yield line, "fact_key", f"must hold {SEPARATOR.join(keys)}"
            elif row["column_name"] not in figures:
                yield line, "column_name", f"{row['table_name']} has no such figure"


def _named(table: str, seeds: Seeds) -> tuple[Sequence[str], int, Collection[str]] | None:
    """Return what names a fact of ``table``, how much of it always does, and its figures."""
    if compared := COMPARED.get(table):
        keys, figures = compared
        return keys, len(keys), figures
    if (stated := seeds.get(table)) is None:
        return None
    keys = [key for key in stated.key() if key != "source_id"]
    always = [key for key in keys if stated.model_fields[key].annotation != date | None]
    return keys, len(always), {*stated.model_fields} - {*keys}


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

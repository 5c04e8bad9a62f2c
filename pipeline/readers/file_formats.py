"""The formats in which rows leave the warehouse: which there are, and how DuckDB writes them."""

from enum import StrEnum


class Format(StrEnum):
    """A format; which of them a command takes is said by its own option.

    A table fits the terminal; a wide one has every column whole, however long its lines are.
    """

    table = "table"
    wide = "wide"
    csv = "csv"
    json = "json"
    markdown = "markdown"
    parquet = "parquet"


# How DuckDB's COPY is told to write those that are files for programs.
COPY_OPTIONS = {
    Format.csv: "format csv, header true",
    Format.json: "format json, array true",
    Format.parquet: "format parquet, compression zstd",
}
# The registered names of those that a table is exported in.
MEDIA_TYPES = {Format.csv: "text/csv", Format.parquet: "application/vnd.apache.parquet"}

"""The file formats that tables are exported in."""

from enum import StrEnum


class FileFormat(StrEnum):
    """A format, with how DuckDB is told to write it and what the internet calls it."""

    parquet = "parquet"
    csv = "csv"

    @property
    def copy_options(self) -> str:
        """Return the options of DuckDB's COPY."""
        if self is FileFormat.parquet:
            return "format parquet, compression zstd"
        return "format csv, header true"

    @property
    def media_type(self) -> str:
        """Return the registered media type."""
        return {"parquet": "application/vnd.apache.parquet", "csv": "text/csv"}[self]

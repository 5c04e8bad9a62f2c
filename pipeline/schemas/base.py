"""What every seed class shares: naming, strictness and proof."""

import pkgutil
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from functools import cache
from importlib import import_module
from typing import ClassVar

import duckdb
from sqlalchemy import Table
from sqlalchemy.orm import declared_attr
from sqlmodel import Field, SQLModel

from pipeline import schemas
from pipeline.schemas.codes import BoundType

# The columns that close every file of cited rows.
PROOF = ("bound_type", "source_id", "source_locator", "known_date")


# The cells of a file by line.
Cells = Sequence[tuple[int, Mapping[str, str]]]


class Seed(SQLModel):
    """A CSV file under ``seeds/``: the module or package is its folder, the class its file.

    The docstring of a subclass says what one row is and becomes the table's comment; a
    field's ``description`` becomes the column's. A field without one means what its name
    means: that of the column it refers to, or of :data:`pipeline.schemas.meanings.SHARED`.
    """

    model_config = {"extra": "forbid", "allow_inf_nan": False}
    __table__: ClassVar[Table]

    @classmethod
    def column_names(cls) -> list[str]:
        """Return the columns in file order: the row's own, then its proof."""
        names = list(cls.model_fields)
        if not issubclass(cls, Cited):
            return names
        return [name for name in names if name not in PROOF] + [
            name for name in PROOF if name in names
        ]

    @classmethod
    def key(cls) -> list[str]:
        """Return the columns that tell one row from another, in file order."""
        keys = {column.name for column in cls.__table__.primary_key}
        return [name for name in cls.column_names() if name in keys]

    @classmethod
    def references(cls) -> dict[str, tuple[str, str]]:
        """Return the columns that refer to another table: ``column: (schema.table, column)``."""
        targets = {
            column.name: key.target_fullname.rpartition(".")
            for column in cls.__table__.columns
            for key in column.foreign_keys
        }
        return {
            name: (targets[name][0], targets[name][2])
            for name in cls.column_names()
            if name in targets
        }

    @classmethod
    def also_reads(cls, cells: Cells) -> set[str]:
        """Return the tables, beyond those its columns refer to, that must be loaded before."""
        return set()

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: "Seeds"
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of what only the loaded tables can show to be wrong.

        ``seeds`` holds the class of every seed table of the project.
        """
        yield from ()

    @declared_attr.directive
    def __tablename__(cls) -> str:  # noqa: N805
        """Name the table after the class: ``PriceLists`` is ``price_lists``."""
        return re.sub(r"(?<!^)(?=[A-Z])", "_", cls.__name__).lower()

    @declared_attr.directive
    def __table_args__(cls) -> dict[str, str]:  # noqa: N805
        """Put the table in the schema named after the module or package below ``schemas``."""
        return {"schema": cls.__module__.rpartition("schemas.")[2].partition(".")[0]}


# Seed classes by their table, ``schema.table``.
Seeds = Mapping[str, type[Seed]]


@cache
def _load_all() -> None:
    """Import every module of this package; only here, since most commands need no seed class."""
    for module in pkgutil.walk_packages(schemas.__path__, f"{schemas.__name__}."):
        import_module(module.name)


def seed_classes(base: type[Seed] = Seed) -> dict[str, type[Seed]]:
    """Return every class under ``base`` that is a table of its metadata, by ``schema.table``.

    Other projects, such as the small one of the tests, have a base with a metadata of their own.
    """
    _load_all()
    found: dict[str, type[Seed]] = {}
    waiting = [base]
    while waiting:
        seed = waiting.pop()
        waiting += seed.__subclasses__()
        if hasattr(seed, "__table__") and seed.__table__.metadata is base.metadata:
            found[f"{seed.__table__.schema}.{seed.__table__.name}"] = seed
    return dict(sorted(found.items()))


class Cited(Seed):
    """A row that says where it was read; these columns come last in the file."""

    source_id: str = Field(foreign_key="reference.sources.source_id")
    source_locator: str = Field()
    known_date: date | None = Field(default=None)


class CitedFact(Cited):
    """A cited row of which several sources may give their own version."""

    source_id: str = Field(primary_key=True, foreign_key="reference.sources.source_id")


class CitedFigure(CitedFact):
    """A cited fact whose figure its source may hedge."""

    bound_type: BoundType = Field()

"""Typed rows from Python: a read-only SQLModel session over the published file."""

from collections.abc import Iterator
from contextlib import contextmanager

from duckdb_engine import ConnectionWrapper
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool
from sqlmodel import Session

from pipeline.project.paths import Project, current_project
from pipeline.project.queries import opened
from pipeline.readers.published_file import NoWarehouse


def read_only_engine(project: Project) -> Engine:
    """Return an engine that reads the published file and can change nothing.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    if not project.published.exists():
        shown = project.shown(project.published)
        raise NoWarehouse(f"there is no {shown} yet; make it with: neocloud build")

    def connect() -> ConnectionWrapper:
        # The engine's own way of connecting names itself in the configuration, with which DuckDB
        # lets no other connection of the process open the file.
        return ConnectionWrapper(opened(project.published, read_only=True))

    # Without a pool each session opens the file anew, and so sees the newest release.
    return create_engine("duckdb://", creator=connect, poolclass=NullPool)


@contextmanager
def open_session(project: Project | None = None) -> Iterator[Session]:
    """Open a session in which the classes of ``pipeline.schemas`` can be selected.

    Raises:
        NoWarehouse: if nothing was published yet.
    """
    engine = read_only_engine(project or current_project())
    with Session(engine) as session:
        yield session
    engine.dispose()

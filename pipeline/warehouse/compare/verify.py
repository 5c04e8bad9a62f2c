"""Build everything again from the files on disk and compare it with what is published."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipeline.project.paths import Project
from pipeline.project.queries import Row, rows
from pipeline.tables.table import Table
from pipeline.warehouse.attached import attached
from pipeline.warehouse.compare.diff import compare
from pipeline.warehouse.rebuild import rebuild
from pipeline.warehouse.releases import DamagedRelease, is_as_kept, read_release

SHOWN = 5

# Made from other files than the published table was, or only in one of the two.
CHANGED_FILES = """
select coalesce(later.table_name, earlier.table_name) as table_name
from earlier.meta.builds as earlier
full join later.meta.builds as later on earlier.table_name = later.table_name
where earlier.code_version is distinct from later.code_version
order by table_name
"""
COUNTED = """
select
    (
        select count(*) from duckdb_tables()
        where database_name = 'later' and schema_name <> 'meta'
    ) as table_count,
    (
        select count(*) from duckdb_functions()
        where database_name = 'later' and function_type in ('macro', 'table_macro') and not internal
    ) as macro_count
"""
DIFFERENT = """
select
    table_name,
    list(distinct change order by change) as changes,
    count(*) filter (where change = 'row removed') as only_published_count,
    count(*) filter (where change = 'row added') as only_rebuilt_count,
    count(distinct row_key) filter (where change = 'value changed') as changed_row_count
from changes
group by all
order by table_name
"""
EXAMPLES = "from changes where table_name = $1 order by change, rowid limit $2"


@dataclass(frozen=True)
class Difference:
    """A table or macro that is not what the files on disk make, with up to five examples."""

    counts: Row
    examples: tuple[Row, ...]


@dataclass(frozen=True)
class Verification:
    """How the published file compares with a build of the files on disk.

    Attributes:
        release_id: The release that readers see.
        table_count: Tables of the rebuilt warehouse, without those of ``meta``.
        macro_count: Its macros.
        changed_files: Tables whose seed or SQL file is another than that of the release.
        is_as_kept: Whether the published file equals its kept copy; none if none is kept.
        differences: What differs; none if all are equal.
    """

    release_id: str
    table_count: int
    macro_count: int
    changed_files: tuple[str, ...]
    is_as_kept: bool | None
    differences: tuple[Difference, ...]


def verify(
    project: Project, tables: Sequence[Table], threads: int, done: Callable[[str], None]
) -> Verification:
    """Build everything in a scratch folder and compare all content with the published file.

    Raises:
        CannotRebuild: if the files on disk make no warehouse.
        DamagedRelease: if the published file cannot be read.
    """
    release = read_release(project.published)
    with TemporaryDirectory(prefix="neocloud-verify-") as folder:
        rebuilt = Path(folder) / project.published.name
        rebuild(rebuilt, tables, threads, done)
        try:
            with attached(earlier=project.published, later=rebuilt) as connection:
                compare(connection, exact=True)
                changed = connection.execute(CHANGED_FILES).fetchall()
                (counted,) = rows(connection.execute(COUNTED))
                differences = tuple(_differences(connection))
        except duckdb.Error as error:
            raise DamagedRelease(f"{project.published} cannot be read whole: {error}") from error
    return Verification(
        release_id=release.release_id,
        changed_files=tuple(name for (name,) in changed),
        is_as_kept=is_as_kept(project),
        differences=differences,
        **counted,
    )


def _differences(connection: duckdb.DuckDBPyConnection) -> Iterator[Difference]:
    for counts in rows(connection.execute(DIFFERENT)):
        examples = rows(connection.execute(EXAMPLES, [counts["table_name"], SHOWN]))
        yield Difference(counts, tuple(examples))

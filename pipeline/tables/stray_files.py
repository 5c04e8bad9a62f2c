"""Refuse files that nothing would read: whoever put them there thinks that they count."""

from collections.abc import Iterator
from pathlib import Path

from pipeline.project.bad_input import BadInput, did_you_mean, in_one_line
from pipeline.project.layers import CHECKS, DERIVED_SCHEMAS, MACROS, SEED_SCHEMAS
from pipeline.project.paths import Project
from pipeline.schemas.base import Seeds


def refuse_files_without_use(project: Project, seeds: Seeds) -> None:
    """Raise ``BadInput``, a line for each file under ``seeds`` or ``sql`` without a use.

    A folder with neither is no checkout: an installed wheel, or a wrong ``NEOCLOUD_ROOT``.
    """
    if not (project.seeds.is_dir() or project.sql.is_dir()):
        raise BadInput(
            f"{project.root} holds neither seeds/ nor sql/: neocloud runs from a checkout of its"
            " repository, not from a wheel; set NEOCLOUD_ROOT to the checkout"
        )
    problems = [*_stray_seeds(project.seeds, seeds), *_stray_sql(project.sql)]
    if problems:
        raise BadInput("\n".join(map(in_one_line, problems)))


def _files(folder: Path) -> Iterator[str]:
    """Yield the files in the folder by their place in it, without hidden ones and backups."""
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder)
        is_hidden = any(part.startswith(".") for part in place.parts) or path.name.endswith("~")
        if not is_hidden and not path.is_dir():
            yield place.as_posix()


def _stray_seeds(folder: Path, seeds: Seeds) -> Iterator[str]:
    known = [f"seeds/{table.replace('.', '/')}.csv" for table in seeds]
    for name in _files(folder):
        if (place := f"seeds/{name}") not in known:
            near = did_you_mean(place, known)
            yield (
                f"{place}:1 belongs to no class: rename it, add its class under"
                f" pipeline/schemas, or take it away{near}"
            )


def _stray_sql(folder: Path) -> Iterator[str]:
    schemas = (*SEED_SCHEMAS, *DERIVED_SCHEMAS)
    known = [*DERIVED_SCHEMAS, MACROS, *(f"{CHECKS}/{schema}" for schema in schemas)]
    for name in _files(folder):
        place, _, file = name.rpartition("/")
        if place not in known:
            yield f"sql/{name}:1 lies in no known folder; move it to one of {', '.join(known)}"
        elif not file.endswith(".sql"):
            yield f"sql/{name}:1 is no .sql file; rename it, or take it away"

"""The promises that somebody wrote, one SQL file each under ``sql/checks``."""

from collections.abc import Iterable

from pipeline.tables.check import Check
from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.rules import MacroNames, refuse_bad_query

# The names of the promises that follow from a class or a grain.
GENERATED = (
    "grain",
    "references",
    "bounds",
    "plausible",
    "dated",
    "sources_agree",
    "differences_stand",
    "rules",
)


def written_checks(files: Iterable[SqlFile], macros: MacroNames) -> dict[Check, SqlFile]:
    """Return the checks of files ``sql/checks/<schema>/<table>__<promise>.sql``, each with its own.

    Raises:
        SqlFileError: for the first file that breaks a rule of its own.
    """
    return {written_check(file, macros): file for file in files}


def written_check(file: SqlFile, macros: MacroNames) -> Check:
    """Return the check that a file is; raise ``SqlFileError`` for the first rule it breaks."""
    table, _, promise = file.path.stem.partition("__")
    if not promise:
        raise file.fault(1, "must be called <table>__<promise>.sql")
    if promise in GENERATED:
        raise file.fault(1, f"is called as a check made by itself, {promise}; name the promise")
    refuse_bad_query(file, macros)
    own = f"{file.schema}.{table}"
    others = tuple(read for read in file.reads if read != own)
    if not (counterexample := file.noted("broken by")):
        remedy = "add: -- broken by: a statement after which the promise is broken"
        raise file.fault(2, f"states no counterexample; {remedy}")
    return Check(own, promise, file.about, file.text, others, file.refused, counterexample[0])

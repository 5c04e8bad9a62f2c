"""Verdicts of a project of one's own, after lines were added to its seeds."""

from collections.abc import Callable

import pytest

from pipeline.warehouse.build import build
from pipeline.warehouse.catalog import project_tables
from pipeline.warehouse.working_file import open_working

# claim: verdict, figure, reason
Verdicts = dict[str, tuple[str, float | None, str]]


@pytest.fixture
def judged_with(own_project) -> Callable[[dict[str, list[str]]], Verdicts]:
    """Return a function that adds lines to seeds, ``schema.table``, and gives every verdict."""

    def judged(added: dict[str, list[str]]) -> Verdicts:
        for name, lines in added.items():
            path = own_project.seeds / f"{name.replace('.', '/')}.csv"
            header, *rows = path.read_text().splitlines()
            path.write_text("\n".join([header, *sorted([*rows, *lines])]) + "\n")
        with open_working(own_project) as connection:
            for table in project_tables(own_project):
                if table.name in added or (
                    table.schema == "audit" and not {"meta.table_sources"} & set(table.reads)
                ):
                    result = build(connection, table, "test")
                    assert not result.broken, list(map(str, result.broken))
            found = connection.execute(
                "select claim_id, verdict_code, computed_value, reason from audit.claim_verdicts"
            ).fetchall()
        return {claim: (code, value, reason) for claim, code, value, reason in found}

    return judged

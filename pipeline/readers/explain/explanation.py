"""What an explanation holds: the rows asked for, the steps down from them, the documents."""

from dataclasses import dataclass, field
from typing import Any

from pipeline.project.queries import Row
from pipeline.tables.table import Table


@dataclass
class Step:
    """One table on the way down, and the rows of it that matter."""

    table: Table
    rows: list[Row]
    row_count: int
    matched_on: list[str] = field(default_factory=list)
    note: str = ""
    columns: list[str] = field(default_factory=list)


@dataclass
class Explanation:
    """The rows asked for, what they rest on, and who says so."""

    target: Step
    inputs: list[Step]
    sources: list[Row]


def as_data(explanation: Explanation) -> dict[str, Any]:
    """Return the explanation as plain lists and dictionaries, for programs."""
    return {
        "table": explanation.target.table.name,
        "about": explanation.target.table.about,
        "formulas": explanation.target.table.formulas(),
        "row_count": explanation.target.row_count,
        "rows": explanation.target.rows,
        "inputs": [_input(step) for step in explanation.inputs],
        "sources": explanation.sources,
    }


def _input(step: Step) -> dict[str, Any]:
    return {
        "table": step.table.name,
        "about": step.table.about,
        "formulas": step.table.formulas(),
        "matched_on": step.matched_on,
        "note": step.note,
        "row_count": step.row_count,
        "rows": step.rows,
    }

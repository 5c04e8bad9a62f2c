"""By what the rows of a table belong to the rows of a table made from it.

The columns copied from below agree, else the keys of the same name do; words to which the SQL
compares a column narrow what is left; what then still cannot be told apart is said.
"""

from sqlglot import exp

from pipeline.tables.sql.tables import SqlTable
from pipeline.tables.table import Table

GATHERING = (exp.AggFunc, exp.Window, exp.Group)


def matches(above: SqlTable, below: Table) -> list[tuple[str, str]]:
    """Return the pairs of columns, above and below, that must agree."""
    copies = [
        (upper, column)
        for upper, origins in above.copies().items()
        for table, column in origins
        if table == below.name
    ]
    if copies:
        return copies
    keys = {*above.key, *below.key}
    shared = [c for c in below.columns if c in above.columns and c in keys]
    # Two tables that cite one document need not share a fact.
    return [(c, c) for c in shared if c != "source_id" or c in below.key]


def by_lower(pairs: list[tuple[str, str]]) -> dict[str, list[str]]:
    """Group the columns above by the one below: two prices of one table, either may match."""
    grouped: dict[str, list[str]] = {}
    for upper, lower in pairs:
        grouped.setdefault(lower, []).append(upper)
    return grouped


def named_literals(above: SqlTable, below: Table, matched: set[str]) -> dict[str, list[str]]:
    """Return the columns below to which the SQL above compares words, if keys do not suffice."""
    if set(below.key) <= matched:
        return {}
    words: dict[str, set[str]] = {}
    for comparison in above.file.statement.find_all(exp.EQ, exp.In):
        column, literals = comparison.this, list(comparison.find_all(exp.Literal))
        chooses_rows = comparison.find_ancestor(exp.Where, exp.Filter)
        if chooses_rows and isinstance(column, exp.Column) and column.name in below.columns:
            texts = {literal.this for literal in literals if literal.is_string}
            if texts and column.name not in matched:
                words.setdefault(column.name, set()).update(texts)
    return {column: sorted(found) for column, found in words.items()}


def ambiguity(above: SqlTable, below: Table, matched: set[str]) -> str:
    """Say what lineage cannot tell."""
    gathers = any(above.file.statement.find(kind) for kind in GATHERING)
    if set(below.key) <= matched:
        return ""
    missing = ", ".join(column for column in below.key if column not in matched)
    many = f"{above.name} gathers rows, so all of these may count" if gathers else "one may count"
    return f"lineage cannot tell rows apart by {missing}: {many}"

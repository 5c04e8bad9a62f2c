"""The arguments of a macro: bound first, where nothing of the macro's own can be taken for them.

DuckDB puts arguments in as text, and of two names that are alike the nearest counts: a column of
the macro's tables, or the name that the select itself gives to what it computes.
"""

from collections.abc import Iterator

from sqlglot import exp

from pipeline.tables.sql.file import SqlFile
from pipeline.tables.sql.parser import line_of, parameters


def refuse_loose_arguments(file: SqlFile) -> None:
    """Refuse an argument where a name of the macro's own could be taken for it."""
    taken = {name.lower() for name in parameters(file.text)}
    for column in file.statement.find_all(exp.Column):
        if column.table or column.name.lower() not in taken:
            continue
        for select in _selects_around(column):
            if select.args.get("from_"):
                problem = f"uses its argument {column.name} beside tables, where a column of that"
                remedy = "name would be taken for it; bind it first, in a CTE without a from clause"
                raise file.fault(line_of(column), f"{problem} {remedy}")
            if aliases := [e.alias for e in select.expressions if isinstance(e, exp.Alias)]:
                problem = f"binds its argument {column.name} beside the name {aliases[0]}, which a"
                remedy = (
                    "column of the caller's may have; name it before: asked (name) as (select …)"
                )
                raise file.fault(line_of(column), f"{problem} {remedy}")


def _selects_around(column: exp.Column) -> Iterator[exp.Select]:
    """Yield the selects whose tables are in reach of the column: those of its CTE, or of all."""
    node: exp.Expr | None = column
    while node and not isinstance(node, exp.CTE):
        if isinstance(node, exp.Select):
            yield node
        node = node.parent

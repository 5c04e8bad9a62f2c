"""Follow column names through the scopes of one query, down to the tables."""

from collections.abc import Iterator, Mapping, Sequence

from sqlglot import exp
from sqlglot.optimizer.scope import Scope

# Columns of tables: (schema.table, column).
Columns = set[tuple[str, str]]


class Tracer:
    """Follows column names through the scopes of one query, each only once."""

    def __init__(
        self, scopes: Mapping[int, Scope], columns_of: Mapping[str, Sequence[str]]
    ) -> None:
        self.scopes = scopes
        self.columns_of = columns_of
        self.known: dict[tuple[int, str], Columns] = {}

    def origins(self, scope: Scope, name: str) -> Columns:
        """Return the tables' columns that the column ``name`` of a scope is computed from."""
        key = (id(scope), name)
        if key not in self.known:
            self.known[key] = set()  # a recursive query meets itself here
            selects = list(_selects_named(scope.expression, name))
            self.known[key] = {
                origin
                for select in selects
                for column in select.find_all(exp.Column)
                for origin in self._origins_of(column)
            }
            if any(select.find(exp.Star) for select in selects):
                self.known[key] |= self._whole(scope)
        return self.known[key]

    def copied(self, scope: Scope, name: str) -> tuple[str, str] | None:
        """Return the table's column that ``name`` is, untouched; None if anything is done to it."""
        selects = list(_selects_named(scope.expression, name))
        column = selects[0].unalias() if len(selects) == 1 else None
        if not isinstance(column, exp.Column):
            return None
        source = scope.sources.get(column.table)
        if isinstance(source, Scope):
            return self.copied(source, column.name)
        return (f"{source.db}.{source.name}", column.name) if source and source.db else None

    def equalities(self, root: Scope) -> set[tuple[tuple[str, str], tuple[str, str]]]:
        """Return the pairs of tables' columns that the query sets equal, both ways round."""
        found = set()
        for equality in root.expression.find_all(exp.EQ):
            sides = [self._copy_of(side) for side in (equality.left, equality.right)]
            if sides[0] and sides[1] and sides[0] != sides[1]:
                found |= {(sides[0], sides[1]), (sides[1], sides[0])}
        return found

    def _copy_of(self, side: exp.Expr) -> tuple[str, str] | None:
        if not isinstance(side, exp.Column) or not (scope := self._scope_of(side)):
            return None
        source = scope.sources.get(side.table)
        if isinstance(source, Scope):
            return self.copied(source, side.name)
        return (f"{source.db}.{source.name}", side.name) if source and source.db else None

    def _whole(self, scope: Scope) -> Columns:
        """Return every column that the scope reads: what count(*) counts."""
        found: Columns = set()
        for source in scope.sources.values():
            if isinstance(source, Scope):
                for name in getattr(source.expression, "named_selects", []):
                    found |= self.origins(source, name)
            elif source.db:
                table = f"{source.db}.{source.name}"
                found |= {(table, column) for column in self.columns_of[table]}
        return found

    def _origins_of(self, column: exp.Column) -> Columns:
        scope = self._scope_of(column)
        while scope is not None:
            source = scope.sources.get(column.table)
            if isinstance(source, exp.Table):
                return {(f"{source.db}.{source.name}", column.name)} if source.db else set()
            if isinstance(source, Scope):
                return self.origins(source, column.name)
            scope = scope.parent  # a correlated subquery reads the query around it
        return set()

    def _scope_of(self, column: exp.Column) -> Scope | None:
        select = column.find_ancestor(exp.Select)
        return self.scopes.get(id(select)) if select is not None else None


def _selects_named(query: exp.Expr, name: str) -> Iterator[exp.Expr]:
    """Yield the select-list entry called ``name``, of each arm of a union."""
    arms = query.find_all(exp.Select) if isinstance(query, exp.SetOperation) else [query]
    for arm in arms:
        for select in getattr(arm, "selects", []):
            # DuckDB's names have no case; sqlglot writes them small
            if select.alias_or_name.lower() == name.lower():
                yield select

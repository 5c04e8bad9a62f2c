"""One name, one meaning: what columns of the same name say of themselves in all tables."""

from collections.abc import Iterable, Iterator

from pipeline.tables.table import Table


def two_meanings(tables: Iterable[Table]) -> Iterator[str]:
    """Yield the columns that mean in one table what they do not mean in another."""
    first: dict[str, tuple[str, str]] = {}
    for table in tables:
        for column, meaning in table.meanings().items():
            place, said = first.setdefault(column, (table.place, meaning))
            if said != meaning:
                yield (
                    f"{table.place}:1 {column}: means {meaning!r} here and {said!r} in {place};"
                    " one name has one meaning, so rename it or say the same"
                )

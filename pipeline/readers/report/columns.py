"""The columns of the tables below the charts: what they are called and how a cell is shown."""

from dataclasses import dataclass
from enum import StrEnum

from pipeline.readers.report.texts import Text


class Kind(StrEnum):
    """What a cell holds."""

    text = "text"
    prose = "prose"
    code = "code"
    money = "money"
    number = "number"
    fraction = "fraction"
    integer = "integer"
    year = "year"
    date = "date"
    source = "source"


NUMERIC = (Kind.money, Kind.number, Kind.fraction, Kind.integer, Kind.year)


@dataclass(frozen=True)
class Column:
    """A column of a query that the table shows.

    A text column whose query also has ``<name>_zh`` shows that one in Chinese.
    """

    name: str
    label: Text
    kind: Kind = Kind.text


GPU = Column("gpu_name", Text("GPU", "GPU 型号"))
KNOWN = Column("known_date", Text("Known since", "得知日期"), Kind.date)
BOUND = Column("bound_type", Text("Hedge", "精确程度"), Kind.code)
SOURCE = Column("source_id", Text("Source", "来源"), Kind.source)


def money(name: str, en: str, zh: str) -> Column:
    """Return a column of US dollars, exactly as stored."""
    return Column(name, Text(en, zh), Kind.money)


def fraction(name: str, en: str, zh: str) -> Column:
    """Return a column of shares of one, shown as percentages."""
    return Column(name, Text(en, zh), Kind.fraction)


def count(name: str, en: str, zh: str) -> Column:
    """Return a column of whole numbers."""
    return Column(name, Text(en, zh), Kind.integer)


def day(name: str, en: str, zh: str) -> Column:
    """Return a column of dates."""
    return Column(name, Text(en, zh), Kind.date)


def source(name: str, en: str, zh: str) -> Column:
    """Return a column of cited documents."""
    return Column(name, Text(en, zh), Kind.source)

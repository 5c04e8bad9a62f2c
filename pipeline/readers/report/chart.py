"""What a chart of the report is, and where the charts are found."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from pkgutil import iter_modules
from typing import Any

from pipeline.readers.report import charts
from pipeline.readers.report.columns import Column
from pipeline.readers.report.texts import Language, Text


@dataclass(frozen=True)
class Chart:
    """One question, the query that answers it, and how the answer is drawn.

    ``place`` orders the charts of a section. ``query`` gives the rows that chart and table share;
    it must hold every column and ``known_date``. ``finding`` gives one row with a sentence in
    ``en`` and in ``zh``. ``draw`` returns the Altair chart of a dataset named ``rows``; it is
    ``height`` pixels high, or that for each name in the column ``height_per``.
    """

    section: str
    place: int
    title: Text
    unit: Text
    note: Text
    columns: tuple[Column, ...]
    query: str
    finding: str
    draw: Callable[[Language], Any]
    height: int
    height_per: str | None = None
    is_open: bool = False


def all_charts() -> dict[str, Chart]:
    """Return every chart by the name of its file, in the order of the page."""
    from pipeline.readers.report.sections import SECTIONS

    names = [module.name for module in iter_modules(charts.__path__)]
    found = {name: import_module(f"{charts.__name__}.{name}").CHART for name in names}
    order = [section.name for section in SECTIONS]
    return dict(
        sorted(found.items(), key=lambda item: (order.index(item[1].section), item[1].place))
    )

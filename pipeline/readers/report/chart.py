"""What a chart of the report is: its words, its columns and how it is drawn."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from pipeline.readers.report.columns import Column
from pipeline.readers.report.texts import Language, Text


@dataclass(frozen=True)
class Chart:
    """One question, and how its answer is drawn.

    ``place`` orders the charts of a section. Beside the file lie two queries of the same name:
    ``<name>.sql`` gives the rows that chart and table share, with every column and ``known_date``;
    ``<name>.finding.sql`` gives one row with a sentence in ``en`` and in ``zh``. ``draw`` returns
    the Altair chart of a dataset named ``rows``; it is ``height`` pixels high, or that for each
    name in the column ``height_per``.
    """

    section: str
    place: int
    title: Text
    unit: Text
    note: Text
    columns: tuple[Column, ...]
    draw: Callable[[Language], Any]
    height: int
    height_per: str | None = None
    is_open: bool = False

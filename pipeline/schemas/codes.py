"""The closed lists that seeds of several schemas share: how firm, how dated, how sure."""

from enum import StrEnum


class BoundType(StrEnum):
    """How firmly a source states a figure."""

    exact = "exact"
    approximate = "approximate"
    at_least = "at_least"
    at_most = "at_most"
    order_of_magnitude = "order_of_magnitude"


class DatePrecision(StrEnum):
    """How much of a date its source states; the unstated part is its first day."""

    day = "day"
    month = "month"
    quarter = "quarter"
    year = "year"
    not_stated = "not_stated"


class Confidence(StrEnum):
    """How sure the source of a figure is of it."""

    high = "high"
    medium = "medium"
    low = "low"

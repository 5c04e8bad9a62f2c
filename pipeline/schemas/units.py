"""The units a column name may end with, and what they mean.

The name of a column is the only place its unit is written.
"""

UNITS = {
    "count": "count",
    "count_per_gpu": "count for each GPU",
    "count_per_instance": "count for each instance",
    "eflop_per_s": "exaFLOP per second: 10^18 operations a second, a rate",
    "flop": "operations: a count, not a rate",
    "fraction": "share of one; growth of 0.1 is +10 %",
    "gb": "gigabyte, 10^9 bytes, as vendors print it",
    "gb_per_gpu": "gigabytes for each GPU",
    "gb_per_s": "gigabytes a second",
    "hours": "hours",
    "months": "months",
    "mw": "megawatt",
    "number": "place in a series, counted from 1",
    "order": "place in a list, from 1",
    "quarter": "calendar quarter, 1 to 4",
    "rank": "rank, 1 is best",
    "ratio": "ratio of two like quantities",
    "seconds": "seconds",
    "tb": "terabyte, 10^12 bytes",
    "tflop_per_s": "teraFLOP per second: 10^12 operations a second, a rate",
    "usd": "US dollars, nominal",
    "usd_per_bf16_pflop_hour": "US dollars for an hour of one dense 16-bit petaFLOP per second",
    "usd_per_gpu_hour": "US dollars for one GPU for one hour",
    "usd_per_h100_equivalent": "US dollars for as much accelerator as one H100 is",
    "usd_per_hour": "US dollars for one hour",
    "usd_per_month": "US dollars for a month of 730 hours",
    "usd_per_unit_hour": "US dollars for one unit of the component for one hour",
    "usd_per_vram_gb_hour": "US dollars for one gigabyte of GPU memory for one hour",
    "usd_per_year": "US dollars for a year of 8,760 hours",
    "value": "in the unit that the row's unit_name states",
    "w": "watt",
    "year": "calendar year",
    "years": "years of 365.25 days",
}


def unit_of(column: str) -> str | None:
    """Return the unit that ``column``'s name ends with: the longest that fits."""
    suffixes = [suffix for suffix in UNITS if f"_{column}".endswith(f"_{suffix}")]
    return UNITS[max(suffixes, key=len)] if suffixes else None

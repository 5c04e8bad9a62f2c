"""The units a column name may end with, what they mean, and how large a value can be.

The name of a column is the only place its unit is written.
"""

from decimal import Decimal

UNITS = {
    "count": "count",
    "count_per_gpu": "count for each GPU",
    "count_per_instance": "count for each instance",
    "days_unconfirmed": "days since a source last confirmed the price, 0 if it does",
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

# How the name of an amount of money ends: it is a decimal, never a float.
MONEY = ("_usd", "_usd_per_hour", "_usd_per_gpu_hour", "_usd_per_month", "_usd_per_year")

# The types of DuckDB whose values have a unit; text has none, whatever its name ends with.
NUMBERS = ("DECIMAL", "DOUBLE", "TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT")


def is_number(duckdb_type: str) -> bool:
    """Return whether values of a DuckDB type are numbers."""
    return duckdb_type.upper().startswith(NUMBERS)


def unit_of(column: str) -> str | None:
    """Return the unit that ``column``'s name ends with: the longest that fits."""
    suffixes = [suffix for suffix in UNITS if f"_{column}".endswith(f"_{suffix}")]
    return UNITS[max(suffixes, key=len)] if suffixes else None


# The least and the most that a value can plausibly be, by the end of the column's name or by the
# whole of it with its table; the longest that fits counts. Wide enough for what is known and what
# may come, narrow enough for a slipped decimal point, a thousand too many or a percentage.
PLAUSIBLE = {
    "count": ("0", "1e14"),
    "count_per_gpu": ("1", "256"),
    "count_per_instance": ("1", "72"),
    "eflop_per_s": ("0.1", "1e6"),
    "flop": ("1e15", "1e29"),
    "gb": ("1", "16384"),
    "gb_per_gpu": ("1", "1024"),
    "gb_per_s": ("50", "50000"),
    "mw": ("0.1", "50000"),
    "months": ("0", "600"),
    "quarter": ("1", "4"),
    "tb": ("0.001", "1e6"),
    "tflop_per_s": ("0.1", "1e5"),
    "usd": ("-1e12", "1e13"),
    "usd_per_bf16_pflop_hour": ("0.1", "1000"),
    "usd_per_gpu_hour": ("0.02", "20"),
    "usd_per_h100_equivalent": ("1000", "500000"),
    "usd_per_hour": ("0.0001", "1500"),
    "usd_per_month": ("1", "1e6"),
    "usd_per_year": ("1", "1e7"),
    "usd_per_unit_hour": ("-1500", "1500"),
    "usd_per_vram_gb_hour": ("0.001", "2"),
    "w": ("10", "10000"),
    "year": ("1990", "2060"),
    "gpu_fraction": ("0", "1"),
    "utilization_fraction": ("0", "1"),
    "saving_fraction": ("-10", "1"),
    "growth_fraction": ("-1", "50"),
    "cagr_fraction": ("-1", "10"),
    "relative_return_fraction": ("-1", "2"),
    "board_power_w": ("10", "5000"),
    "figure_count": ("-1", "1000"),
    "vcpu_count": ("1", "1024"),
    "market_size_usd": ("1e8", "5e12"),
    "deal_value_usd": ("1e6", "1e12"),
    "revenue_usd": ("1e6", "5e11"),
    "valuation_usd": ("1e6", "1e12"),
    "share_fraction": ("0", "1"),
    "speed_up_ratio": ("0.1", "100"),
    "funding.purchase_commitments.amount_usd": ("1e7", "5e11"),
    "funding.record_gaps.shown_usd": ("1e5", "5e10"),
    "funding.tranches.amount_usd": ("1e5", "5e10"),
    "market.company_financials.amount_usd": ("-5e10", "5e11"),
    "market.gpu_fleets.gpu_count": ("1", "5e6"),
    "market.reported_growth.yoy_growth_fraction": ("-1", "10"),
    "growth.company_revenues.qoq_growth_fraction": ("-0.9", "5"),
    "growth.market_sizes.annualised_growth_fraction": ("-0.5", "2"),
    "pricing.instance_prices.gpu_count": ("1", "72"),
}
# Nothing here is older than the oldest cloud, nor falls due later than the longest lease.
PLAUSIBLE_DATES = ("1990-01-01", "2060-12-31")


def plausible(table: str, column: str) -> tuple[Decimal, Decimal] | None:
    """Return the least and the most that the column can hold; None where anything goes."""
    whole = f".{table}.{column}".replace(".", "_")
    ends = {*PLAUSIBLE, *UNITS}
    end = max((e for e in ends if whole.endswith(f"_{e.replace('.', '_')}")), key=len, default="")
    if end not in PLAUSIBLE:
        return None
    least, most = PLAUSIBLE[end]
    return Decimal(least), Decimal(most)

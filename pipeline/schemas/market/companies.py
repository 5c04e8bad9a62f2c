"""What companies earn, owe and run."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFigure
from pipeline.schemas.codes import DatePrecision

PARTY = "reference.parties.party_id"


class CompanyRevenues(CitedFigure, table=True):
    """One row per company, period, segment and source; for sums take core.disjoint_revenues.

    Segments nest in the total, a year holds its quarters, and two sources may state one figure.
    """

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    segment_name: str = Field(primary_key=True)
    fiscal_period_name: str = Field(
        primary_key=True, schema_extra={"pattern": r"^FY\d\d(Q[1-4])?$"}
    )
    period_start_date: date = Field()
    period_end_date: date = Field()
    revenue_usd: Decimal = Field(
        max_digits=20, decimal_places=2, gt=0, description="Revenue in the period."
    )


class FinancialMetric(StrEnum):
    """What the figure measures."""

    net_income = "net_income"
    adjusted_net_income = "adjusted_net_income"
    adjusted_ebitda = "adjusted_ebitda"
    interest_expense = "interest_expense"
    # As the company defines it, by accrual; cash is what the cash flow statement says was paid.
    capital_expenditure = "capital_expenditure"
    cash_capital_expenditure = "cash_capital_expenditure"
    revenue_backlog = "revenue_backlog"
    remaining_performance_obligations = "remaining_performance_obligations"
    total_debt_principal = "total_debt_principal"


class CompanyFinancials(CitedFigure, table=True):
    """One row per company, period, measure other than revenue, and source.

    A year stands beside its quarters and two sources may state one figure: for sums of income and
    spending take core.disjoint_financials. A balance is never added to another.
    """

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    financial_metric_type: FinancialMetric = Field(
        primary_key=True,
        description="What the figure measures; balances stand at the end of the period.",
    )
    period_end_date: date = Field(primary_key=True)
    period_start_date: date | None = Field(
        primary_key=True, description="First day of the period; empty for a balance."
    )
    amount_usd: Decimal = Field(max_digits=20, decimal_places=2)


class CompanyPower(CitedFigure, table=True):
    """One row per company, date and kind of data-centre power."""

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    as_of_date: date = Field(primary_key=True)
    active_power_mw: Decimal | None = Field(
        max_digits=12,
        decimal_places=3,
        gt=0,
        description="Power in use; empty if not stated.",
    )
    contracted_power_mw: Decimal | None = Field(
        max_digits=12,
        decimal_places=3,
        gt=0,
        description="Power under contract; empty if not stated.",
    )


class GrowthBasis(StrEnum):
    """How currency moves are treated."""

    as_reported = "as_reported"
    constant_currency = "constant_currency"
    not_stated = "not_stated"


class ReportedGrowth(CitedFigure, table=True):
    """One row per growth figure that a source prints; computed growth is in the growth tables."""

    company_id: str = Field(primary_key=True, foreign_key=PARTY)
    segment_name: str = Field(primary_key=True)
    fiscal_period_name: str = Field(
        primary_key=True, schema_extra={"pattern": r"^FY\d\d(Q[1-4])?$"}
    )
    growth_basis_code: GrowthBasis = Field(
        primary_key=True, description="How currency moves are treated."
    )
    period_end_date: date = Field()
    yoy_growth_fraction: float = Field(
        gt=-1, description="Growth over the same period a year before."
    )


class Events(CitedFigure, table=True):
    """One row per dated fact about a party."""

    party_id: str = Field(primary_key=True, foreign_key=PARTY)
    event_type: str = Field(
        primary_key=True,
        schema_extra={"pattern": r"^[a-z0-9_]+$"},
        description="What happened, as a slug.",
    )
    event_date: date = Field(primary_key=True, description="When it happened or held.")
    date_precision_code: DatePrecision = Field()
    value: Decimal | None = Field(
        max_digits=24, decimal_places=6, description="The number, in unit_name."
    )
    unit_name: str | None = Field()

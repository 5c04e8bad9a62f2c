"""The macros of growth: what they give, and when they refuse to give anything."""

from itertools import product
from math import inf

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.project.paths import current_project
from pipeline.tables.sql.file import SqlFile

# A fall to less than a billionth cannot be told from one to nothing once it is written as -1.
AMOUNTS = st.floats(min_value=1e-3, max_value=1e6)
YEARS = st.floats(min_value=1, max_value=50)
FEW = settings(max_examples=200, deadline=None)


@pytest.fixture(scope="module")
def call():
    """Return a function that calls a macro of one value, on a database that has nothing else."""
    with duckdb.connect() as connection:
        for name in ("cagr", "doubling_time_years", "growth_bound"):
            connection.execute(SqlFile(current_project().sql / "macros" / f"{name}.sql").text)

        def call(expression, *parameters):
            (value,) = connection.execute(f"select {expression}", parameters).fetchone()
            return value

        yield call


@pytest.mark.parametrize(
    ("first", "last", "years", "growth"),
    [
        pytest.param(100, 110, 1, 0.1, id="one year"),
        pytest.param(100, 121, 2, 0.1, id="two years"),
        pytest.param(100, 25, 2, -0.5, id="a fall"),
        pytest.param(100, 100, 7, 0.0, id="no change"),
        pytest.param(100, 0, 3, -1.0, id="down to nothing"),
        pytest.param(4, 9, 0.5, None, id="under one year"),
        pytest.param(0, 9, 2, None, id="from nothing"),
        pytest.param(-4, 9, 2, None, id="from a loss"),
        pytest.param(4, -9, 2, None, id="to a loss"),
        pytest.param(None, 9, 2, None, id="first unknown"),
        pytest.param(4, None, 2, None, id="last unknown"),
        pytest.param(4, 9, None, None, id="span unknown"),
    ],
)
def test_cagr_is_the_constant_yearly_growth_or_nothing(call, first, last, years, growth):
    expected = None if growth is None else pytest.approx(growth, abs=1e-12)
    assert call("cagr($1, $2, $3)", first, last, years) == expected


@FEW
@given(first=AMOUNTS, last=AMOUNTS, years=YEARS)
def test_growing_at_the_cagr_leads_from_first_to_last(call, first, last, years):
    growth = call("cagr($1, $2, $3)", first, last, years)
    assert first * (1 + growth) ** years == pytest.approx(last, rel=1e-6)


@FEW
@given(
    first=st.floats(max_value=0, allow_nan=False),
    last=AMOUNTS,
    years=YEARS,
    short=st.floats(max_value=1, exclude_max=True, allow_nan=False),
)
def test_no_cagr_comes_from_a_start_at_or_below_nothing_or_under_a_year(
    call, first, last, years, short
):
    assert call("cagr($1, $2, $3)", first, last, years) is None
    assert call("cagr($1, $2, $3)", last, last, short) is None


def test_cagr_takes_money_as_it_is_stored(call):
    assert call("cagr(400.00::decimal(20, 2), 484.00::decimal(20, 2), 2::bigint)") == (
        pytest.approx(0.1)
    )


@pytest.mark.parametrize(
    ("growth", "years"),
    [(1.0, 1.0), (3.0, 0.5), (2**0.25 - 1, 4.0), (0.0, None), (-0.2, None), (None, None)],
)
def test_doubling_time_is_the_years_until_twice_as_much_or_nothing(call, growth, years):
    expected = None if years is None else pytest.approx(years)
    assert call("doubling_time_years($1)", growth) == expected


@FEW
@given(growth=st.floats(min_value=1e-6, max_value=1e6))
def test_after_the_doubling_time_there_is_twice_as_much(call, growth):
    years = call("doubling_time_years($1)", growth)
    assert (1 + growth) ** years == pytest.approx(2, rel=1e-6)


# What a hedged figure may really be, as multiples of the figure printed.
MAY_BE = {
    "exact": (1, 1),
    "approximate": (1, 1),
    "at_least": (1, inf),
    "at_most": (0, 1),
    "order_of_magnitude": (0, inf),
}


@pytest.mark.parametrize(("first", "last"), [*product(MAY_BE, MAY_BE)])
def test_growth_is_known_as_firmly_as_both_figures_let_it(call, first, last):
    lowest = MAY_BE[last][0] / MAY_BE[first][1]
    highest = MAY_BE[last][1] / MAY_BE[first][0] if MAY_BE[first][0] else inf
    if lowest == highest == 1:
        expected = "exact" if first == last == "exact" else "approximate"
    elif lowest == 1:
        expected = "at_least"
    elif highest == 1:
        expected = "at_most"
    else:
        expected = None
    assert call("growth_bound($1, $2)", first, last) == expected


def test_growth_of_an_unknown_figure_has_no_bound(call):
    assert call("growth_bound(null, 'exact')") is None
    assert call("growth_bound('exact', null)") is None


@pytest.mark.parametrize(
    ("instrument", "commitment", "expected"),
    [
        ("equity", "funded", True),
        ("equity", "committed", False),
        ("debt", "committed", True),
        ("debt", "drawn", False),
        ("secondary", "funded", False),
    ],
)
def test_new_money_is_paid_in_equity_or_committed_debt(instrument, commitment, expected, rows):
    assert rows("select is_new_money($1, $2) as found", [instrument, commitment]) == [
        {"found": expected}
    ]


@pytest.mark.parametrize(
    ("first_day", "last_day", "expected"),
    [
        ("2023-06-20", "2023-06-20", True),
        ("2023-06-21", None, False),
        ("2023-06-19", None, True),
        ("2023-06-01", "2023-06-19", False),
        (None, "2023-06-30", None),
    ],
)
def test_a_price_is_in_force_from_its_first_day_to_its_last(first_day, last_day, expected, rows):
    (found,) = rows(
        "select is_in_force(date '2023-06-20', cast($1 as date), cast($2 as date)) as found",
        [first_day, last_day],
    )
    assert found["found"] is expected


@pytest.mark.parametrize(
    ("figure", "text"),
    [(0.21932504545740705, "0.2193"), (1e9 / 3, "333,333,333.3333"), (4.78, "4.78"), (0, "0")],
)
def test_a_computed_figure_is_read_with_four_digits(figure, text, rows):
    assert rows("select computed_text($1) as found", [figure]) == [{"found": text}]


@pytest.mark.parametrize(
    ("publisher", "original"),
    [("CAICT, translated by CSET", "CAICT"), ("CoreWeave", "CoreWeave"), (None, None)],
)
def test_a_copy_is_a_text_of_the_one_it_was_copied_from(publisher, original, rows):
    found = rows("select original_publisher(cast($1 as varchar)) as found", [publisher])
    assert found == [{"found": original}]

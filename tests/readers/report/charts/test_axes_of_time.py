"""An axis of quarters, years or days runs in time order, as it is drawn and not as it is meant."""

import re
from datetime import date, datetime
from decimal import Decimal

import altair as alt
import pytest
import vl_convert

from pipeline.readers.report.charts import all_charts
from pipeline.readers.report.drawing import quarters, rows
from pipeline.readers.report.texts import LANGUAGES

CHARTS = all_charts()
WIDTH = 700
TIME = re.compile(r"(?:19|20)\d\d(?: Q[1-4]|-\d\d)?")
OF_TIME = {"compute_capacity", "debt_per_gpu", "market_sizes", "price_history"}
OF_TIME |= {"revenue_per_gpu_hour"}


def as_drawn(value):
    """Return a value as the page's script gives it to Vega."""
    if isinstance(value, Decimal):
        return float(value)
    return value.isoformat() if isinstance(value, date | datetime) else value


def drawn_axes(chart, rows):
    """Return the labels of each axis of a chart, from left to right or from top to bottom."""
    given = [
        {column: as_drawn(value) for column, value in row.items()} | {"row_index": place}
        for place, row in enumerate(rows)
    ]
    spec = chart.properties(width=WIDTH).to_dict() | {"datasets": {"rows": given}}
    return axes_of(vl_convert.vegalite_to_scenegraph(spec)["scenegraph"])


def axes_of(scene):
    """Return the labels of each axis of a scene, in the order in which they stand."""
    if scene.get("role") == "axis-label":
        labels = [(item.get("x", 0), item.get("y", 0), item["text"]) for item in scene["items"]]
        return [[str(text) for _, _, text in sorted(labels)]] if labels else []
    return [axis for item in scene.get("items", []) for axis in axes_of(item)]


def times_of(axis):
    """Return the times that all labels of an axis are, or nothing."""
    return axis if axis and all(TIME.fullmatch(label) for label in axis) else []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", CHARTS)
def test_what_stands_on_an_axis_of_time_runs_in_time_order(name, language, charted):
    found = [*map(times_of, drawn_axes(CHARTS[name].draw(language), charted[name]))]
    assert found == [sorted(axis) for axis in found]
    assert any(found) == (name in OF_TIME)


def test_every_quarter_of_coreweave_is_drawn(charted):
    rows = charted["revenue_per_gpu_hour"]
    axes = drawn_axes(CHARTS["revenue_per_gpu_hour"].draw("en"), rows)
    assert sorted({row["quarter_name"] for row in rows}) in axes


def test_the_order_of_rows_is_none_where_a_layer_leaves_some_out():
    given = [
        {"quarter": f"{year} Q1", "usd": usd} for year, usd in [(2023, 1), (2024, 0), (2025, 1)]
    ]

    def drawn(x):
        every = rows().mark_point().encode(x=x, y="usd:Q")
        return drawn_axes(every.transform_filter("datum.usd > 0") + every, given)

    assert ["2023 Q1", "2025 Q1", "2024 Q1"] in drawn(alt.X("quarter:O", sort=None))
    assert ["2023 Q1", "2024 Q1", "2025 Q1"] in drawn(quarters("quarter"))


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_narrow_page_names_whose_growth_it_is(language, charted):
    """As the page's script draws it on 390 pixels: small letters, labels of at most 118 pixels."""
    chart = CHARTS["market_growth"].draw(language)
    narrow = chart.configure_axis(labelFontSize=10, labelLimit=118).properties(
        width=220, height=540
    )
    found = [
        {column: as_drawn(value) for column, value in row.items()}
        for row in charted["market_growth"]
    ]
    spec = narrow.to_dict() | {"datasets": {"rows": found}}
    drawn = vl_convert.vegalite_to_svg(spec)
    assert ">Synergy Research Group</tspan>" in drawn
    assert "…" not in drawn


def test_a_price_begins_where_it_was_first_seen_though_no_region_was_told(charted):
    """Captures of 2025-01-01 show 49.24 for eight H100; the page that has regions is of 2026."""
    (found,) = [
        row
        for row in charted["price_history"]
        if row["gpu_model_id"] == "h100_sxm" and row["price_basis_code"] == "instance"
    ]
    assert (found["from_date"], found["to_date"]) == (date(2025, 1, 1), date(2026, 8, 22))
    assert (found["break_from_date"], found["break_to_date"]) == (
        date(2024, 12, 6),
        date(2025, 1, 1),
    )

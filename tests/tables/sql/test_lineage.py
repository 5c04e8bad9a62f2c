"""Columns are traced to where they come from."""

import pytest
import sqlglot

from pipeline.tables.sql.lineage import column_lineage

TABLES = {"a.x": ["k", "v", "w"], "b.y": ["k", "u"]}
CASES = {
    "plain": ("select v as p from a.x", {"p": [("a.x", "v")]}),
    "arithmetic": ("select v * w + 1 as p from a.x", {"p": [("a.x", "v"), ("a.x", "w")]}),
    "through a cte": (
        "with c as (select k, v + w as s from a.x) select s / 100 as p from c",
        {"p": [("a.x", "v"), ("a.x", "w")]},
    ),
    "join with aliases": (
        "select left_.v, right_.u from a.x as left_ inner join b.y as right_ using (k)",
        {"v": [("a.x", "v")], "u": [("b.y", "u")]},
    ),
    "star": ("with c as (select * from a.x) select w from c", {"w": [("a.x", "w")]}),
    "window": (
        "select sum(v) over (partition by k) as p from a.x",
        {"p": [("a.x", "k"), ("a.x", "v")]},
    ),
    "union": (
        "with c as (select v as p from a.x union all select u as p from b.y) select p from c",
        {"p": [("a.x", "v"), ("b.y", "u")]},
    ),
    "count of rows": (
        "with c as (select k from a.x) select count(*) as p from c",
        {"p": [("a.x", "k")]},
    ),
    "constant": ("select 1 as p from a.x", {"p": []}),
    "scalar subquery counts whole": (
        "select (select max(u) from b.y where y.k = x.k) as p from a.x",
        {"p": [("a.x", "k"), ("b.y", "k"), ("b.y", "u")]},
    ),
    "names have no case": ("select V as SkuId from a.x", {"SkuId": [("a.x", "v")]}),
    "row choice does not count": ("select v as p from a.x where w > 0", {"p": [("a.x", "v")]}),
}


@pytest.mark.parametrize(("sql", "expected"), CASES.values(), ids=CASES)
def test_column_lineage(sql, expected):
    query = sqlglot.parse_one(sql, dialect="duckdb")
    assert column_lineage(query, TABLES) == expected


def test_a_price_is_traced_to_its_parts(tables):
    lineage = tables["cost.instance_prices"].lineage()
    assert set(lineage["total_usd_per_hour"]) >= {
        ("core.component_prices", "price_usd_per_unit_hour"),
        ("core.host_prices", "vcpu_price_usd_per_unit_hour"),
        ("core.host_prices", "ram_gb_price_usd_per_unit_hour"),
    }
    assert ("reference.assumptions", "value") in lineage["total_usd_per_month"]
    assert lineage["recipe_id"] == [("pricing.instance_recipes", "recipe_id")]

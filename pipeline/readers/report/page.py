"""Put the page together: one HTML text with its data, styles and scripts inside."""

import base64
import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import jinja2
import vl_convert

from pipeline.readers.report.charts import all_charts
from pipeline.readers.report.figures import figure, sources
from pipeline.readers.report.sections import SECTIONS
from pipeline.readers.report.texts import CODES, LANGUAGES
from pipeline.readers.report.what_if.numbers import what_if
from pipeline.tables.records import releases_in_order

PARTS = Path(__file__).parent / "parts"
STYLES = ("colours.css", "page.css", "print.css")
SCRIPTS = ("exact.js", "formulas.js", "charts.js", "downloads.js", "switches.js", "what_if.js")


@dataclass(frozen=True)
class Page:
    """The finished page and what it was made from."""

    html: str
    chart_count: int
    release_id: str


def page(connection: duckdb.DuckDBPyConnection) -> Page:
    """Write the page from an open warehouse.

    Raises:
        SqlFileError: if a chart's query does not give what the chart promises.
    """
    figures = [figure(connection, name, chart) for name, chart in all_charts().items()]
    computed = what_if(connection)
    cited = sources(connection, figures, [row["source_id"] for row in computed["lists"].values()])
    release_id, release_date = _release(connection)
    data = {
        "codes": {
            code: {language: text[language] for language in LANGUAGES}
            for code, text in CODES.items()
        },
        "charts": {each.name: each.data for each in figures},
        "what_if": computed,
    }
    scripts = [vl_convert.javascript_bundle("window.vegaEmbed = vegaEmbed;"), *map(_read, SCRIPTS)]
    html = _template().render(
        sections=SECTIONS,
        figures=figures,
        sources=cited,
        source_names={row["source_id"]: row for row in cited},
        release_id=release_id,
        release_date=release_date,
        what_if=computed,
        style="\n".join(map(_read, STYLES)),
        scripts=scripts,
        policy=_policy(scripts),
        data=_inside_script(data),
    )
    return Page(html, len(figures), release_id)


def _template() -> jinja2.Template:
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(PARTS),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    return environment.get_template("page.html.j2")


def _read(name: str) -> str:
    return (PARTS / name).read_text(encoding="utf-8")


def _release(connection: duckdb.DuckDBPyConnection) -> tuple[str, str]:
    last = releases_in_order(connection)[-1]
    return last["release_id"], f"{last['published_at']:%Y-%m-%d}"


def _policy(scripts: list[str]) -> str:
    """Return the rules of the browser for this page: nothing is loaded, only our scripts run.

    Vega compiles the expressions of the charts with ``Function``; its interpreter, which could do
    without, is not among the scripts that vl-convert holds. The expressions are ours alone: data
    get to the charts as values.
    """
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode()}'"
        for script in scripts
    )
    return (
        "default-src 'none'; base-uri 'none'; form-action 'none'; img-src data:;"
        f" style-src 'unsafe-inline'; script-src 'unsafe-eval' {hashes}"
    )


def _inside_script(data: Any) -> str:
    """Return JSON that no text of the data can leave: a script ends at ``</``."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    escapes = {
        "<": "\\u003c",
        ">": "\\u003e",
        "&": "\\u0026",
        "\u2028": "\\u2028",
        "\u2029": "\\u2029",
    }
    return text.translate({ord(sign): escape for sign, escape in escapes.items()})

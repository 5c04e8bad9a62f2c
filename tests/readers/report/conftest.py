"""The report's page, read once, and what each chart's query gives."""

import duckdb
import pytest

from pipeline.readers.report.charts import FOLDER, all_charts
from tests.conftest import rows_of
from tests.readers.report.page_reader import Page


@pytest.fixture(scope="session")
def html(report):
    return report.read_text(encoding="utf-8")


@pytest.fixture(scope="session")
def read(html):
    return Page(html)


@pytest.fixture(scope="session")
def charted(built):
    """The rows of each chart, its file run as pasted in a prompt on the published file."""
    with duckdb.connect(str(built.published), read_only=True) as prompt:
        return {
            name: rows_of(prompt.execute((FOLDER / f"{name}.sql").read_text(encoding="utf-8")))
            for name in all_charts()
        }

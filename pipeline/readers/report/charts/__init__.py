"""The charts of the report: ``<name>.py`` has words and drawing, ``<name>.sql`` the rows.

What several charts share belongs beside this folder, what a figure means into the warehouse.
"""

from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

from pipeline.readers.report.chart import Chart
from pipeline.readers.report.sections import SECTIONS

FOLDER = Path(__file__).parent


def all_charts() -> dict[str, Chart]:
    """Return every chart by the name of its file, in the order of the page."""
    names = [module.name for module in iter_modules(__path__)]
    found = {name: import_module(f"{__name__}.{name}").CHART for name in names}
    order = [section.name for section in SECTIONS]
    return dict(
        sorted(found.items(), key=lambda item: (order.index(item[1].section), item[1].place))
    )

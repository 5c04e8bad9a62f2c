"""What Dagster runs of a small project, which has no charts: its report is a line."""

import dagster as dg

from pipeline.orchestration import changed_files, definitions
from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.report import REPORT
from pipeline.project.paths import current_project
from pipeline.readers.report.write import default_path
from pipeline.warehouse.releases import live_release
from tests.small_project import use_small_seeds


def report_asset() -> dg.AssetsDefinition:
    """Build the asset that leaves of the report what says which release it is of."""

    @dg.asset(key=REPORT, deps=[PUBLISHED])
    def report() -> None:
        project = current_project()
        line = f'<meta name="release" content="{live_release(project)}">'
        default_path(project).write_text(line, encoding="utf-8")

    return report


use_small_seeds()
changed_files.CHECK_EVERY_SECONDS = changed_files.FIRST_PAUSE_SECONDS = 2  # a trial waits
definitions.report_asset = report_asset
defs = definitions.definitions_of(current_project())

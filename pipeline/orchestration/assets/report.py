"""The report as an asset: made again whenever readers got a new release."""

import dagster as dg

from pipeline.orchestration.assets.publish import PUBLISHED
from pipeline.orchestration.assets.tables import OWNER
from pipeline.orchestration.resource import Warehouse
from pipeline.readers.published_file import NoWarehouse
from pipeline.readers.report.write import default_path, write_report
from pipeline.tables.sql.text import SqlFileError

REPORT = dg.AssetKey(["published", "report"])


def report_asset() -> dg.AssetsDefinition:
    """Build the asset that writes the report beside the published file."""

    @dg.asset(
        key=REPORT,
        deps=[PUBLISHED],
        group_name="published",
        kinds={"html"},
        owners=[OWNER],
        description=(
            "One HTML page with charts, tables and a what-if form, made from the published file;"
            " it needs no network and no server. By itself: `neocloud report`."
        ),
    )
    def report(warehouse: Warehouse) -> dg.MaterializeResult:
        project = warehouse.project
        try:
            written = write_report(project, default_path(project))
        except (NoWarehouse, SqlFileError, OSError) as error:
            raise dg.Failure(str(error), allow_retries=False) from None
        return dg.MaterializeResult(
            metadata={
                "release": written.release_id,
                "path": dg.MetadataValue.path(str(written.path)),
                "charts": written.chart_count,
                "bytes": written.byte_count,
            }
        )

    return report

"""The report as an asset: written beside the published file, or failed with the remedy."""

import dagster as dg

from pipeline.orchestration.assets.report import REPORT, report_asset
from pipeline.orchestration.resource import Warehouse
from pipeline.project.paths import Project
from pipeline.readers.report.charts import all_charts


def test_the_asset_writes_the_page_beside_the_published_file(built, report, tmp_path):
    own = Project(built.root, tmp_path / "data")
    own.data.mkdir()
    own.published.write_bytes(built.published.read_bytes())
    warehouse = Warehouse(root=str(own.root), data=str(own.data))
    result = dg.materialize([report_asset()], resources={"warehouse": warehouse})
    metadata = result.asset_materializations_for_node("published__report")[0].metadata
    assert metadata["charts"].value == len(all_charts())
    assert metadata["bytes"].value == (own.data / "report.html").stat().st_size
    assert (own.data / "report.html").read_bytes() == report.read_bytes()
    assert metadata["path"].value == str(own.data / "report.html")


def test_the_asset_without_a_published_file_fails_with_the_remedy(built, tmp_path):
    warehouse = Warehouse(root=str(built.root), data=str(tmp_path))
    result = dg.materialize(
        [report_asset()], resources={"warehouse": warehouse}, raise_on_error=False
    )
    assert not result.success
    failed = result.failure_data_for_node("published__report").user_failure_data
    assert "make it with: neocloud build" in failed.description
    assert report_asset().key == REPORT

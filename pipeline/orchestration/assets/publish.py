"""The last asset of the graph: readers get what the others made, and it may not grow old.

A freshness policy is what Dagster 1.13 recommends: its daemon evaluates it by itself and the UI
shows the state beside the asset, whoever built it. It is a window of time and no deadline, so
that a build by hand counts as much as the scheduled one.
"""

from collections.abc import Sequence
from datetime import timedelta

import dagster as dg
import duckdb

from pipeline.orchestration.assets.tables import OWNER, asset_key
from pipeline.orchestration.resource import Warehouse
from pipeline.project.storage_faults import storage_fault
from pipeline.tables.table import Table, last_of
from pipeline.warehouse.progress import approved
from pipeline.warehouse.publish import InconsistentWarehouse, NotApproved, publish

PUBLISHED = dg.AssetKey(["published", "warehouse"])
# A day after the last build the next is due; an hour is time enough to make it.
LATE_AFTER = timedelta(days=1, hours=1)
STALE_AFTER = timedelta(days=2, hours=1)


def publish_asset(tables: Sequence[Table]) -> dg.AssetsDefinition:
    """Build the asset that gives readers everything the others made."""

    @dg.asset(
        key=PUBLISHED,
        deps=[asset_key(name) for name in last_of(tables)],
        group_name="published",
        kinds={"duckdb"},
        owners=[OWNER],
        freshness_policy=dg.FreshnessPolicy.time_window(
            fail_window=STALE_AFTER, warn_window=LATE_AFTER
        ),
        description=(
            "The file readers open. Green means exactly that they see what was built: the working"
            " file is copied and put in place in one atomic step, after every blocking check, and"
            " only if no table is older than what it is made from."
        ),
    )
    def published(context: dg.AssetExecutionContext, warehouse: Warehouse) -> dg.MaterializeResult:
        try:
            release = publish(
                warehouse.connection, warehouse.project, tables, context.run.run_id, approved
            )
        except (InconsistentWarehouse, NotApproved, ValueError) as error:
            raise dg.Failure(str(error), allow_retries=False) from None
        except (duckdb.Error, OSError) as error:
            reason = storage_fault(error, warehouse.project) or str(error)
            raise dg.Failure(reason, allow_retries=False) from error
        return dg.MaterializeResult(
            metadata={
                "release": release.release_id,
                "path": dg.MetadataValue.path(str(release.path)),
                "tables": release.table_count,
                "rows": release.row_count,
                "bytes": release.byte_count,
                "dropped": list(release.dropped),
                "moved by more than facts": list(release.moves.figures),
            }
        )

    return published

"""How old the published warehouse may grow before Dagster calls it late, then stale.

A freshness policy is what Dagster 1.13 recommends: its daemon evaluates it by itself and the UI
shows the state beside the asset, whoever built it. It is a window of time and no deadline, so
that a build by hand counts as much as the scheduled one.
"""

from datetime import timedelta

import dagster as dg

# A day after the last build the next is due; an hour is time enough to make it.
LATE_AFTER = timedelta(days=1, hours=1)
STALE_AFTER = timedelta(days=2, hours=1)
POLICY = dg.FreshnessPolicy.time_window(fail_window=STALE_AFTER, warn_window=LATE_AFTER)


def kept_fresh(asset: dg.AssetsDefinition) -> dg.AssetsDefinition:
    """Return the asset with the policy on it."""
    return asset.map_asset_specs(lambda spec: dg.apply_freshness_policy(spec, POLICY))

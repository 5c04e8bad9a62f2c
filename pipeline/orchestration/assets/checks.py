"""How a table's promises show in Dagster.

The promises that follow from a seed's class (grain, references, bounds) are one check there,
``rules``, and those of its sources another: every check costs Dagster ten milliseconds, and a seed
that breaks one is never loaded.
"""

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import dagster as dg

from pipeline.tables.check import Check, CheckOutcome

# The name in Dagster of a check by its own, where they differ.
SHOWN_AS = {
    "grain": "rules",
    "references": "rules",
    "bounds": "rules",
    "differences_stand": "sources_agree",
}


def _grouped(checks: Iterable[Check]) -> dict[str, list[Check]]:
    """Return the checks by the name under which Dagster shows them."""
    groups: dict[str, list[Check]] = {}
    for check in checks:
        groups.setdefault(SHOWN_AS.get(check.name, check.name), []).append(check)
    return groups


def check_specs(key: dg.AssetKey, checks: Sequence[Check]) -> list[dg.AssetCheckSpec]:
    """Return what Dagster is to know of a table's checks before it is built."""
    return [
        dg.AssetCheckSpec(
            name,
            asset=key,
            description=" ".join(check.about for check in group),
            blocking=True,
            metadata={check.name: sql(check.query) for check in group},
        )
        for name, group in _grouped(checks).items()
    ]


def check_results(
    key: dg.AssetKey, outcomes: Sequence[CheckOutcome]
) -> Iterator[dg.AssetCheckResult]:
    """Yield what the checks found, with the rows that break a promise in a table."""
    by_check = {outcome.check: outcome for outcome in outcomes}
    for name, group in _grouped(by_check).items():
        broken = [by_check[check] for check in group if not by_check[check].passed]
        yield dg.AssetCheckResult(
            asset_key=key,
            check_name=name,
            passed=not broken,
            metadata={f"rows that break {o.check.name}": _rows(o) for o in broken},
            severity=dg.AssetCheckSeverity.ERROR,
        )


def _rows(outcome: CheckOutcome) -> Any:
    return dg.MetadataValue.table(
        [
            dg.TableRecord({n: _cell(v) for n, v in zip(outcome.columns, row, strict=True)})
            for row in outcome.rows
        ]
    )


def _cell(value: object) -> str:
    return "" if value is None else str(value)


def sql(text: str) -> dg.MetadataValue:
    """Return SQL as Dagster shows it best."""
    return dg.MetadataValue.md(f"```sql\n{text}\n```")

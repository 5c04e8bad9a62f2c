"""What every seed file contains: one class per CSV, one field per column."""

import pkgutil
from importlib import import_module

from pipeline.schemas.base import Seed

for _module in pkgutil.walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)


def seed_classes() -> dict[str, type[Seed]]:
    """Return every seed class by its table, ``schema.table``: subclasses with a table."""
    found: dict[str, type[Seed]] = {}
    waiting = [Seed]
    while waiting:
        seed = waiting.pop()
        waiting += seed.__subclasses__()
        if hasattr(seed, "__table__"):
            found[f"{seed.__table__.schema}.{seed.__table__.name}"] = seed
    return dict(sorted(found.items()))

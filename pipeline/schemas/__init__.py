"""What a seed file contains: a class per CSV, a field per column; what names and units mean.

Reading, checking and loading the files is the business of ``pipeline.tables.seeds``.
"""

import pkgutil
from importlib import import_module

for _module in pkgutil.walk_packages(__path__, f"{__name__}."):
    import_module(_module.name)

"""``neocloud check``: every fault that shows before anything is built."""

import gc
import time

import typer

from pipeline.cli.messages import FAULT, Plain, stderr
from pipeline.project.paths import current_project


def check() -> None:
    """Hold every file to the rules of the house, in seconds, without building anything.

    All faults at once, each with file, line and what mends it: seeds (header, values, references,
    order), SQL (header, grain, formula and its source, numbers, reads, columns, units, meanings,
    checks and their counterexamples), charts, and the generated parts of the documents. What only
    rows can show, whether the promises hold, `neocloud build` tells.

        neocloud check
    """
    started = time.monotonic()
    gc.disable()  # in a process this short, collecting costs more than it frees
    from pipeline.readers.report.chart_faults import chart_faults
    from pipeline.readers.stale_documents import stale_documents
    from pipeline.warehouse.planning import unpublished
    from pipeline.warehouse.static_faults import static_look

    project = current_project()
    with stale_documents(project) as documents:
        look = static_look(project)
        faults = look.faults
        with look.connection as connection:
            faults += chart_faults(connection, look.hidden)
        # What the files do not say yet, the documents cannot.
        is_current = not faults and not unpublished(project, look.tables)
        faults += documents() if is_current else ()
    for fault in faults:
        stderr.print(fault, style="red")
    seconds = time.monotonic() - started
    if faults:
        stderr.print(f"{len(faults)} fault{'s' * (len(faults) != 1)} in {seconds:.1f} s")
        raise typer.Exit(FAULT)
    if is_current:
        said = f"no fault in seeds, SQL, charts and documents ({seconds:.1f} s)"
    else:
        said = f"no fault in seeds, SQL and charts ({seconds:.1f} s); for documents, build first"
    Plain(soft_wrap=True).print(said)

"""What can go wrong for a reader: one message, and the exit code that fits."""

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from io import UnsupportedOperation

import duckdb
import typer

from pipeline.cli.bounded import LimitReached
from pipeline.cli.messages import FAULT, MISUSE, stop
from pipeline.project.storage_faults import refusal
from pipeline.readers.published_file import NoWarehouse, damage

# As shells count them: 128 and the number of the signal.
INTERRUPTED, PIPE_CLOSED = 130, 141


@contextmanager
def explained_faults() -> Iterator[None]:
    """Leave with a message instead of a traceback when a reader's command fails inside."""
    try:
        yield
        sys.stdout.flush()
    except (NoWarehouse, LimitReached) as error:
        stop(str(error), FAULT)
    except duckdb.PermissionException:
        stop("a query reaches no other file and no network, only the published file", MISUSE)
    except duckdb.Error as error:
        if reason := damage(error):
            stop(reason, FAULT)
        stop(str(error), MISUSE)
    except UnicodeError:
        stop("the query is not UTF-8 text", MISUSE)
    except BrokenPipeError:
        _drop_output()
        raise typer.Exit(PIPE_CLOSED) from None
    except OSError as error:
        _drop_output()
        stop(f"cannot write the result: {refusal(error)}", FAULT)
    except KeyboardInterrupt:
        stop("given up", INTERRUPTED)


def _drop_output() -> None:
    """Forget what could not be written, or Python tries again at its end and complains."""
    with suppress(UnsupportedOperation):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

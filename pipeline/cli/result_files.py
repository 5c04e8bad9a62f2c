"""Write the answer to a query as a file, which arrives whole or not at all."""

import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import duckdb

from pipeline.cli.bounded import limited_files
from pipeline.cli.messages import FAULT, stop
from pipeline.cli.query_limits import Limits
from pipeline.cli.query_text import RESULT
from pipeline.project.queries import Setting, opened
from pipeline.project.whole_files import unfinished, written_whole
from pipeline.readers.file_formats import COPY_OPTIONS, Format
from pipeline.readers.json_numbers import only_json_numbers
from pipeline.readers.spreadsheets import Spreadsheet, escaped_formulas, mark_byte_order


@dataclass
class _ArrowStream:
    """What DuckDB reads rows from without knowing where they come from."""

    relation: duckdb.DuckDBPyRelation

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        return self.relation.__arrow_c_stream__(requested_schema)


@dataclass(frozen=True)
class Bounds:
    """What the writing of a result may take, and the connections that are stopped with it."""

    limits: Limits
    connections: list[duckdb.DuckDBPyConnection]


def copy_result(
    connection: duckdb.DuckDBPyConnection,
    output_format: Format,
    target: Path | None,
    spreadsheet: Spreadsheet,
    bounds: Bounds,
) -> None:
    """Write the kept result to ``target``, or to standard output.

    The reader's connection can reach no file, so another one, which runs no query of a
    reader, takes the rows from it and writes them, within the same bounds.

    Raises:
        LimitReached: if the written result grows too large.
        OSError: if it cannot be written.
    """
    query = "from result"
    if spreadsheet.escape_formulas:
        columns = connection.execute(f"describe {RESULT}").fetchall()
        query = escaped_formulas("result", [(name, kind) for name, kind, *_ in columns])
    if output_format == Format.json:
        query = only_json_numbers("result", connection.table(RESULT))
    settings: dict[str, Setting] = {
        "memory_limit": f"{bounds.limits.memory_bytes} bytes",
        "temp_directory": "",
        "threads": 1,  # what is not counted, as the text of a row, is held once a thread
    }
    with destination(target) as path, opened(settings=settings) as writer:
        bounds.connections.append(writer)
        writer.register("result", _ArrowStream(connection.sql(f"from {RESULT}")))
        try:
            options = COPY_OPTIONS[output_format]
            with limited_files(bounds.limits):
                writer.execute(f"copy ({query}) to $path ({options})", {"path": str(path)})
                if spreadsheet.byte_order_mark:
                    mark_byte_order(path)
        except duckdb.IOException as error:
            shown = str(error).splitlines()[0].replace(str(path), str(target or path))
            raise OSError(shown) from error
        finally:
            writer.unregister("result")


@contextmanager
def destination(target: Path | None) -> Iterator[Path]:
    """Give a path to write to, and put what is there in place of ``target`` once it is whole."""
    if target and not target.parent.is_dir():
        stop(f"cannot write {target}: there is no folder {target.parent}", FAULT)
    if target and target.is_dir():
        stop(f"cannot write {target}: it is a folder", FAULT)
    if target and (target.is_file() or not target.exists()):
        with written_whole(target) as part:
            yield part
        return
    with TemporaryDirectory() as folder:  # standard output, a pipe or a device
        part = Path(folder) / "result"
        unfinished.add(Path(folder))
        yield part
        sys.stdout.flush()
        opened = target.open("wb") if target else nullcontext(sys.stdout.buffer)
        with part.open("rb") as reading, opened as writing:
            shutil.copyfileobj(reading, writing)
            writing.flush()
    unfinished.discard(Path(folder))

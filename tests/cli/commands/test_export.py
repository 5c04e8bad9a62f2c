"""``neocloud export`` says how it is used, and costs the other commands nothing."""

import subprocess
import sys

from typer.testing import CliRunner

from pipeline.cli import app


def test_help_teaches_by_example():
    assert (
        "neocloud export exports/csv --format csv"
        in CliRunner().invoke(app, ["export", "--help"]).stdout
    )


def test_starting_the_command_line_loads_no_seed_class():
    code = "import sys, pipeline.cli; print('sqlmodel' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.stdout.strip() == "False", done.stderr

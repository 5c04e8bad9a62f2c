"""Writing the page: the same release makes the same page, and only this loads what draws."""

import subprocess
import sys

from pipeline.readers.report.write import write_report


def test_the_same_release_makes_the_same_page(built, report, tmp_path):
    again = write_report(built, tmp_path / "again.html")
    assert again.path.read_bytes() == report.read_bytes()


def test_no_charting_library_slows_the_other_commands():
    rooms = "pipeline.cli, pipeline.orchestration.assets.report"
    loaded = f"import sys, {rooms}; print('altair' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)
    assert found.stdout == "False\n"

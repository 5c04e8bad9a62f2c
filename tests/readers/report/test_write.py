"""Writing the page loads what draws it, and nothing else does."""

import subprocess
import sys


def test_no_charting_library_slows_the_other_commands():
    rooms = "pipeline.cli, pipeline.orchestration.assets.report"
    loaded = f"import sys, {rooms}; print('altair' in sys.modules)"
    found = subprocess.run([sys.executable, "-c", loaded], capture_output=True, text=True)
    assert found.stdout == "False\n"

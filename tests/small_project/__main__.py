"""``python -m tests.small_project``: the ``neocloud`` command, for a project of the small kind."""

from pipeline.cli import main
from tests.small_project import use_small_seeds

use_small_seeds()
main()

"""``python -m tests.small_project``: the ``neocloud`` command, for a project of the small kind."""

from pipeline.cli import main
from pipeline.orchestration.instance import home
from tests.small_project import use_small_seeds

home.CODE_LOCATION["module_name"] = "tests.small_project.definitions"  # what the UI loads
use_small_seeds()
main()

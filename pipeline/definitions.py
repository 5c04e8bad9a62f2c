"""The definitions that Dagster loads: those of the project that the environment names."""

from pipeline.paths import current_project
from pipeline.project_definitions import definitions_of

defs = definitions_of(current_project())

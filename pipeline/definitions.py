"""The definitions that Dagster loads: those of the project that the environment names."""

from pipeline.orchestration.definitions import definitions_of
from pipeline.project.paths import current_project

defs = definitions_of(current_project())

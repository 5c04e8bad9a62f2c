"""How fast accelerators are in benchmarks that others can check."""

from decimal import Decimal
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import CitedFigure


class BenchmarkSuite(StrEnum):
    """What the benchmarks of a suite measure."""

    training = "training"
    inference = "inference"
    hpc = "hpc"


class ResultType(StrEnum):
    """What the result is: of a time less is better, of a throughput more."""

    time_to_target = "time_to_target"
    throughput = "throughput"


class BenchmarkResults(CitedFigure, table=True):
    """One row per result of MLPerf's closed division: round, system, benchmark and scenario."""

    benchmark_suite_code: BenchmarkSuite = Field(
        primary_key=True, description="What the suite measures."
    )
    benchmark_round_name: str = Field(primary_key=True, description="Round of the suite, as v2.1.")
    submitter_name: str = Field(primary_key=True, description="Who ran the benchmark.")
    system_name: str = Field(primary_key=True, description="System, as the submitter names it.")
    benchmark_task_name: str = Field(
        primary_key=True,
        description="Benchmark, as the suite names it; 99 and 99.9 are the accuracy asked for.",
    )
    scenario_name: str = Field(
        primary_key=True, description="How work arrives, as the suite names it."
    )
    gpu_model_id: str = Field(foreign_key="reference.gpu_models.gpu_model_id")
    gpu_count: int = Field(gt=0)
    # The AI model that the benchmark runs; empty where none is filed.
    model_id: str | None = Field(foreign_key="market.ai_models.model_id")
    result_type: ResultType = Field(description="Whether the result is a time or a throughput.")
    result_value: Decimal = Field(
        max_digits=18, decimal_places=4, gt=0, description="The result, in unit_name."
    )
    unit_name: str = Field()

"""What the what-if form computes with: price lists, limits, speeds and models, digit for digit."""

from typing import Any

import duckdb

from pipeline.readers.report.cells import exact

LISTS = """
select
    hosts.price_list_id,
    hosts.vcpu_price_usd_per_unit_hour as vcpu,
    hosts.ram_gb_price_usd_per_unit_hour as ram,
    hosts.source_id
from core.host_prices as hosts
inner join core.price_lists as lists on hosts.price_list_id = lists.price_list_id
order by lists.effective_from_date desc, hosts.price_list_id
"""
GPUS = """
select
    prices.price_list_id,
    prices.gpu_model_id,
    prices.gpu_usd_per_gpu_hour as gpu,
    prices.full_host_usd_per_gpu_hour as full_host,
    limits.max_gpu_count_per_instance as max_gpus,
    limits.max_vcpu_count_per_gpu as max_vcpus,
    limits.max_ram_gb_per_gpu as max_ram
from cost.gpu_unit_costs as prices
left join core.instance_limits as limits
    on prices.provider_id = limits.provider_id and prices.gpu_model_id = limits.gpu_model_id
order by prices.gpu_usd_per_gpu_hour desc, prices.gpu_model_id
"""
MODELS = """
select gpu_model_id, gpu_model_name as name, bf16_dense_tflop_per_s as tflop
from reference.gpu_models
where gpu_model_id in (select gpu_model_id from cost.gpu_unit_costs)
"""
TRAINED = """
select model_name as name, training_compute_flop as flop
from core.training_compute
order by release_date desc nulls last, model_name
"""
ASSUMED = """
select assumption_id, cast(value as double) as value
from reference.assumptions
where scenario_code = 'base' and assumption_id in ('flop_per_tflop', 'seconds_per_hour')
"""


def what_if(connection: duckdb.DuckDBPyConnection) -> dict[str, Any]:
    """Return the numbers behind the form; money is text, so that no digit is lost."""
    lists = {row["price_list_id"]: row | {"gpus": {}} for row in _rows(connection, LISTS)}
    for row in _rows(connection, GPUS):
        if row["price_list_id"] in lists:
            lists[row["price_list_id"]]["gpus"][row["gpu_model_id"]] = row
    return {
        "lists": lists,
        "models": {row["gpu_model_id"]: row for row in _rows(connection, MODELS)},
        "trained": _rows(connection, TRAINED),
        "assumed": {row["assumption_id"]: row["value"] for row in _rows(connection, ASSUMED)},
    }


def _rows(connection: duckdb.DuckDBPyConnection, query: str) -> list[dict[str, Any]]:
    result = connection.execute(query)
    names = [column[0] for column in result.description or []]
    return [dict(zip(names, map(exact, row), strict=True)) for row in result.fetchall()]

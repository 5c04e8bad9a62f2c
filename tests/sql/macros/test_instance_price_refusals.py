"""``instance_price`` refuses what nobody sells, and says why."""

import re
from datetime import date

import duckdb
import pytest

LAST_DOCS = "coreweave_docs_2023_01_12"
POSITIVE = "an instance has whole GPUs and vCPUs, at least one of each, and memory"
REFUSED = {
    "unknown list": (
        ("coreweave_nota", "a40", 1, 1, 4),
        "no price list is called 'coreweave_nota'; did you mean 'coreweave_note_2023_06_20'?",
    ),
    "no list": ((None, "a40", 1, 1, 4), "there is no such price list"),
    "list of whole instances": (
        ("coreweave_page_2026_03_13", "h100_sxm", 8, 128, 2048),
        "the list prices whole instances",
    ),
    "GPU of another list": ((LAST_DOCS, "b200_sxm", 1, 1, 4), "the list has no such GPU"),
    "GPU that is none": ((LAST_DOCS, "vcpu_amd_epyc_rome", 1, 1, 4), "no GPU is called 'vcpu_amd"),
    "several GPUs": ((LAST_DOCS, "H100", 1, 1, 4), "may be any of h100_nvl, h100_pcie, h100_sxm"),
    "no GPU": ((LAST_DOCS, None, 1, 1, 4), "the list has no such GPU"),
    "GPUs in words": ((LAST_DOCS, "a40", "eight", 1, 4), POSITIVE),
    "a day for its memory": ((LAST_DOCS, "a40", 1, 1, date(2023, 6, 20)), POSITIVE),
    "0 GPUs": ((LAST_DOCS, "a40", 0, 1, 4), POSITIVE),
    "-1 vCPUs": ((LAST_DOCS, "a40", 1, -1, 4), POSITIVE),
    "0 GB": ((LAST_DOCS, "a40", 1, 1, 0), POSITIVE),
    "half a GPU": ((LAST_DOCS, "a40", 0.5, 1, 4), POSITIVE),
    "one and a half vCPUs": ((LAST_DOCS, "a40", 1, 1.5, 4), POSITIVE),
    "unknown count": ((LAST_DOCS, "a40", None, 1, 4), POSITIVE),
    "more GPUs than a number holds": ((LAST_DOCS, "a40", 1e40, 1, 4), POSITIVE),
    "more GB than a number holds": ((LAST_DOCS, "a40", 1, 1, 1e30), POSITIVE),
    "price of very many GPUs": (
        ("coreweave_docs_2021_05_12", "quadro_rtx_6000", 10**15, 1, 4),
        "it is too large to be written in dollars",
    ),
    "8 A4000": ((LAST_DOCS, "rtx_a4000", 8, 8, 64), "at most 7 GPUs per instance"),
    "5 Quadro RTX 5000": ((LAST_DOCS, "quadro_rtx_5000", 5, 5, 64), "at most 4 GPUs per instance"),
    "37 vCPUs": ((LAST_DOCS, "v100_sxm_16gb", 1, 37, 128), "at most 36 vCPUs per GPU"),
    "257 GB": ((LAST_DOCS, "h100_sxm", 1, 48, 257), "at most 256 GB per GPU"),
    "513 GB for two": ((LAST_DOCS, "h100_sxm", 2, 48, 513), "at most 256 GB per GPU"),
}


@pytest.mark.parametrize("wanted", ["*", "1 as row", "count(*)"])
@pytest.mark.parametrize(("shape", "reason"), REFUSED.values(), ids=REFUSED)
def test_a_shape_that_cannot_be_priced_is_refused_whatever_is_asked_of_it(
    warehouse, wanted, shape, reason
):
    with pytest.raises(duckdb.InvalidInputException, match=re.escape(reason)):
        warehouse.execute(f"select {wanted} from instance_price($1, $2, $3, $4, $5)", [*shape])


def test_a_refusal_names_the_shape_and_the_list(warehouse):
    with pytest.raises(
        duckdb.InvalidInputException,
        match="no price of 8 x rtx_a4000, 16 vCPUs and 64 GB at coreweave_docs_2023_01_12:",
    ):
        warehouse.execute(f"from instance_price('{LAST_DOCS}', 'rtx_a4000', 8, 16, 64)")


@pytest.mark.parametrize(
    "shape",
    [
        pytest.param(("rtx_a4000", 7, 7 * 36, 7 * 128), id="the largest A4000 instance"),
        pytest.param(("quadro_rtx_5000", 4, 4 * 36, 4 * 128), id="the largest Quadro RTX 5000"),
        pytest.param(("h100_sxm", 8, 8 * 48, 8 * 256), id="the largest H100 instance"),
    ],
)
def test_a_shape_at_every_limit_is_priced(warehouse, shape):
    priced = warehouse.execute(f"from instance_price('{LAST_DOCS}', $1, $2, $3, $4)", [*shape])
    assert priced.fetchall()[0][1:5] == shape


def test_a_gpu_without_known_limits_is_priced_in_any_shape(warehouse):
    shape = ("v100_pcie_16gb", 16, 999, 9999)
    priced = warehouse.execute(
        "from instance_price('coreweave_docs_2021_01_18', $1, $2, $3, $4)", [*shape]
    )
    assert priced.fetchall()[0][1:5] == shape

"""The what-if form of the report: the macros of the warehouse, digit for digit."""

import random
from decimal import Decimal

import duckdb
import pytest

SHAPES, RUNS = 160, 100
LISTS = """
select price_list_id, gpu_model_id from core.component_prices
where component_type = 'gpu' order by 1, 2
"""


FRESH = """
const form = document.getElementById("what-if-form");
form.reset();
const choose = (name, value) => {
  form[name].value = value;
  form[name].dispatchEvent(new Event("input", { bubbles: true }));
};
choose("list", "coreweave_note_2023_06_20");
choose("gpu", "h100_sxm");
choose("model", "GPT-3");
choose("flop", "3.15e23");
"""


@pytest.fixture(scope="module")
def opened(browser, report):
    page = browser.new_page()
    page.goto(report.as_uri())
    yield page
    page.close()


@pytest.fixture
def form(opened):
    """The page with the form as a reader first finds it."""
    opened.evaluate(f"(() => {{ {FRESH} }})()")
    return opened


@pytest.fixture(scope="module")
def offers(built):
    with duckdb.connect(str(built.published), read_only=True) as connection:
        return connection.execute(LISTS).fetchall()


def told(connection, sql):
    """Return what a macro answers: its row as a dictionary, or the words of its refusal."""
    try:
        found = connection.execute(sql)
        return dict(zip([column[0] for column in found.description], found.fetchone(), strict=True))
    except duckdb.InvalidInputException as error:
        return str(error).removeprefix("Invalid Input Error: ")


def answered(connection, macro, asked):
    """Return what a macro answers to each of many questions: in one query, for planning is slow."""
    columns = [f"unnest(${place}) as {name}" for place, name in enumerate(asked[0], 1)]
    found = connection.execute(
        f"select answer.* from (select generate_subscripts($1, 1) as place, {', '.join(columns)})"
        f" as asked, {macro} as answer order by place",
        [list(values) for values in zip(*(each.values() for each in asked), strict=True)],
    )
    names = [column[0] for column in found.description]
    return [dict(zip(names, row, strict=True)) for row in found.fetchall()]


def random_shape(chance, offers):
    price_list, gpu = chance.choice(offers)
    gpus = chance.randint(0, 9)
    ram = Decimal(chance.randint(0, 26_000 * max(gpus, 1))) / 100
    return {
        "list": price_list,
        "gpu": gpu,
        "gpus": str(gpus),
        "vcpus": str(chance.randint(0, 50 * max(gpus, 1))),
        "ram": str(ram.quantize(Decimal(chance.choice(["1", "0.1", "0.01"])))),
    }


def test_instance_prices_are_the_macro_s_over_random_shapes(form, warehouse, offers):
    chance = random.Random(20230620)
    shapes = [random_shape(chance, offers) for _ in range(SHAPES)]
    found = form.evaluate(
        "shapes => shapes.map(s => formulas.instancePrice(page.what_if, s))", shapes
    )
    refused = [(s, ours) for s, ours in zip(shapes, found, strict=True) if "refusal" in ours]
    for shape, ours in refused:
        asked = "instance_price('{list}', '{gpu}', {gpus}, {vcpus}, {ram})".format(**shape)
        assert ours["refusal"][0] == told(warehouse, f"from {asked}")
    priced = [(s, ours) for s, ours in zip(shapes, found, strict=True) if "refusal" not in ours]
    asked = "instance_price(list, gpu, gpus::bigint, vcpus::bigint, ram::decimal(18, 2))"
    rows = answered(warehouse, asked, [shape for shape, _ in priced])
    for (_, ours), theirs in zip(priced, rows, strict=True):
        money = {name: Decimal(text) for name, text in ours.items() if name.endswith("_hour")}
        assert money == {name: value for name, value in theirs.items() if name.endswith("_hour")}
        assert ours["gpu_fraction"] == pytest.approx(theirs["gpu_fraction"], rel=1e-12)
    assert 20 < len(refused) < SHAPES - 80  # both kinds were tried


def test_training_costs_are_the_macro_s_over_random_runs(form, warehouse, offers):
    chance = random.Random(20230621)
    runs = []
    for _ in range(RUNS):
        price_list, gpu = chance.choice(offers)
        flop = f"{chance.uniform(1, 10):.{chance.randint(0, 6)}f}e{chance.randint(18, 27)}"
        utilization = chance.choice(
            ["0", "1", "2", "1.5", *(f"{n / 100:.2f}" for n in range(1, 99))]
        )
        runs.append({"list": price_list, "gpu": gpu, "flop": flop, "utilization": utilization})
    found = form.evaluate("runs => runs.map(r => formulas.trainingCost(page.what_if, r))", runs)
    refused = [(run, ours) for run, ours in zip(runs, found, strict=True) if "refusal" in ours]
    for run, ours in refused:
        asked = "training_cost({flop}, '{list}', '{gpu}', utilization := {utilization})".format(
            **run
        )
        assert ours["refusal"][0] == told(warehouse, f"from {asked}")
    priced = [(run, ours) for run, ours in zip(runs, found, strict=True) if "refusal" not in ours]
    asked = "training_cost(flop::double, list, gpu, utilization := utilization::double)"
    rows = answered(warehouse, asked, [run for run, _ in priced])
    for (_, ours), theirs in zip(priced, rows, strict=True):
        for cost in ("gpu_only_cost_usd", "full_host_cost_usd"):
            assert (ours[cost] and Decimal(ours[cost])) == theirs[cost]
        assert ours["gpu_hours"] == pytest.approx(theirs["gpu_hours"], rel=1e-12)
    assert len(priced) > 50


@pytest.mark.parametrize(
    "asked",
    [
        {"gpus": "1.5"},
        {"gpus": "-1"},
        {"vcpus": ""},
        {"ram": "0"},
        {"ram": "1.234"},
        {"gpus": "1e2"},
        {"vcpus": "12; drop table x"},
    ],
    ids=lambda asked: str(asked),
)
def test_what_is_no_shape_is_refused_and_gives_no_sql(form, asked):
    for name, text in asked.items():
        form.locator(f"[name={name}]").fill(text)
    refusal = form.locator("#instance-refusal")
    assert refusal.inner_text().endswith(
        "an instance has whole GPUs and vCPUs, at least one of each, and memory"
    )
    assert form.locator("#instance-sql").is_hidden()
    assert form.locator("#instance-answer").is_hidden()


def test_a_shape_over_the_limit_is_refused_in_the_macro_s_words(form, warehouse):
    form.locator("[name=gpus]").fill("9")
    sql = "from instance_price('coreweave_note_2023_06_20', 'h100_sxm', 9, 128, 2048)"
    refusal = form.locator("#instance-refusal").inner_text()
    assert refusal == told(warehouse, sql)
    assert refusal.endswith("at most 8 GPUs per instance")


@pytest.mark.parametrize("text", ["0", "1.001", "many", ""])
def test_hours_that_are_none_are_refused(form, text):
    form.locator("[name=hours]").fill(text)
    assert form.locator("#instance-refusal").inner_text() == (
        "hours are a number over 0 with at most two places"
    )


@pytest.mark.parametrize("text", ["", "-3e23", "1e999", "many", "Infinity", "0x10", " "])
def test_operations_that_are_none_are_refused_and_give_no_sql(form, text):
    form.locator("[name=flop]").fill(text)
    assert (
        form.locator("#training-refusal")
        .inner_text()
        .endswith("the number of operations must be positive")
    )
    assert form.locator("#training-sql").is_hidden()


def test_the_form_works_by_keyboard(form):
    form.locator("[name=list]").focus()
    form.keyboard.press("Tab")
    form.keyboard.type("NVIDIA A40")
    for text in ("2", "8", "64", "10"):
        form.keyboard.press("Tab")
        form.keyboard.press("Control+a")
        form.keyboard.type(text)
    # 2 * 1.28 + 8 * 0.01 + 64 * 0.005 = 2.96 USD an hour
    answers = form.locator("#instance-answer dd").all_inner_texts()
    assert answers == ["2.96", "1.48", "29.60", "2.56", "0.08", "0.32", "86.5 %"]


def test_a_model_fills_in_its_operations_and_a_number_of_one_s_own_lets_it_go(form):
    form.locator("[name=model]").select_option("Llama 3.1-405B")
    assert form.locator("[name=flop]").input_value() == "3.8e+25"
    form.locator("[name=flop]").fill("1e24")
    assert form.locator("[name=model]").input_value() == ""


def test_another_list_offers_its_own_gpus(form):
    form.locator("[name=list]").select_option("coreweave_docs_2021_01_18")
    assert form.locator("#what-if-source a").get_attribute("href") == (
        "#source-coreweave_docs_2021_01_18"
    )
    assert "NVIDIA H100 SXM5 80GB" not in form.locator("[name=gpu]").inner_text()
    assert "NVIDIA Tesla P100 SXM2 16GB" in form.locator("[name=gpu]").inner_text()


def test_the_shown_sql_gives_the_shown_numbers(form, warehouse):
    form.locator("[name=gpus]").fill("3")
    form.locator("[name=ram]").fill("100.55")
    form.locator("[name=hours]").fill("12.25")
    form.locator("[name=utilization]").fill("0.37")
    for name in ("instance", "training"):
        row = told(warehouse, form.locator(f"#{name}-sql").inner_text())
        shown = form.evaluate(
            "id => Object.fromEntries([...document.querySelectorAll(`#${id} dd`)]"
            ".map(e => [e.dataset.answer, e.dataset.exact]))",
            f"{name}-answer",
        )
        assert {field: Decimal(text) for field, text in shown.items() if "usd" in field} == {
            field: row[field] for field in shown if "usd" in field
        }


def test_the_sql_is_copied(form):
    form.context.grant_permissions(["clipboard-read", "clipboard-write"])
    form.locator("[data-copy=training-sql]").press("Enter")
    form.wait_for_function("document.getElementById('status').textContent === 'copied'")
    assert form.evaluate("navigator.clipboard.readText()") == (
        "from training_cost(3.15e23, 'coreweave_note_2023_06_20', 'h100_sxm', utilization := 0.4)"
    )


def test_the_first_answers_are_those_worked_out_by_hand(form):
    # 8 * 4.76 + 128 * 0.01 + 2048 * 0.005 = 49.60; 730 hours of it
    assert form.locator("[data-answer=total_usd_per_hour]").inner_text() == "49.60"
    assert form.locator("[data-answer=total_usd]").inner_text() == "36,208"
    # 3.15e23 / (989.4e12 * 0.4 * 3600) GPU-hours at 6.52
    assert form.locator("[data-answer=full_host_cost_usd]").inner_text() == "1,441,530.22"

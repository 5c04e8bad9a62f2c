"""Questions that call every macro for each row of a table, as any client may.

A macro is put into the question as text, so a column of the caller's can be mistaken for one of the
macro's own. Here the caller's table has every column name of the warehouse, each in turn is an
argument, and the answer must be that of the same call with literals.
"""

from collections.abc import Iterator, Sequence

NOTE_DAY, LATE_DAY = "date '2023-06-20'", "date '2026-05-11'"
FILLING = ("1.0", "2.0", "0.5", "'one'", "'two'")
# Two rows of arguments for each macro; those that end on _known_by take a day.
ARGUMENTS = {
    "asked_day": [(NOTE_DAY,), ("'2026-05-11'",)],
    "cagr": [("100", "121", "2"), ("4", "9", "3")],
    "combined": [("true", "3.0", "1"), ("false", "2.0", "-1")],
    "computed_text": [("1234.5",), ("0.012345",)],
    "doubling_time_years": [("0.5",), ("1.0",)],
    "figure_text": [("1234.0",), ("0.5",)],
    "filled_in": [
        ("'{computed} {low} {publisher} {times}'", "'5'", "'exact'", *FILLING),
        ("'{hedged} {high} {source} {off}'", "'6'", "'at_least'", *FILLING),
    ],
    "funding_as_of": [("'coreweave'", NOTE_DAY), ("'coreweave'", LATE_DAY)],
    "growth_bound": [("'exact'", "'at_least'"), ("'at_most'", "'exact'")],
    "hedge_text": [("'at_least'",), ("'approximate'",)],
    "hedge_text_zh": [("'at_least'",), ("'approximate'",)],
    "instance_price": [
        ("'coreweave_note_2023_06_20'", "'h100_sxm'", "8", "128", "2048"),
        ("'coreweave_docs_2021_01_18'", "'v100_sxm_16gb'", "1", "2", "16"),
    ],
    "is_in_force": [(NOTE_DAY, NOTE_DAY, LATE_DAY), (LATE_DAY, NOTE_DAY, NOTE_DAY)],
    "is_new_money": [("'equity'", "'funded'"), ("'debt'", "'drawn'")],
    "month_number": [(NOTE_DAY,), (LATE_DAY,)],
    "note_price_list_id": [()],
    "original_publisher": [("'CAICT, translated by CSET'",), ("'Ann'",)],
    "percent_text": [("0.25",), ("0.5",)],
    "price_list_as_of": [
        ("'coreweave'", NOTE_DAY, NOTE_DAY),
        ("'lambda'", LATE_DAY, LATE_DAY),
    ],
    "plain_name": [("'H100_PCIe'",), ("'A  b'",)],
    "range_from": [("3.0", "'approximate'", "0.1"), ("3.0", "'exact'", "0.1")],
    "range_to": [("3.0", "'order_of_magnitude'", "0.1", "10.0"), ("3.0", "'exact'", "0.1", "1.0")],
    "resolved_ai_model": [("'gpt3'",), ("'gpt_3'",)],
    "resolved_gpu_model": [("'A40'",), ("'h100_sxm'",)],
    "resolved_name": [("'party'", "'aws'"), ("'GPU'", "'A40'")],
    "resolved_party": [("'aws'",), ("'coreweave'",)],
    "resolved_price_list": [("'coreweave note'",), ("'coreweave_note_2023_06_20'",)],
    "same_host_price": [
        ("2", "10", "100", "1.0", "0.01", "0.005", "48", "256"),
        ("8", "96", "1152", "2.0", "0.01", "0.005", "4", "256"),
    ],
    "sum_bound": [("['exact']",), ("['exact', 'at_least']",)],
    "training_cost": [
        ("3e23", "'coreweave_note_2023_06_20'", "'h100_sxm'", "0.4"),
        ("1e21", "'coreweave_docs_2021_01_18'", "'v100_sxm_16gb'", "0.3"),
    ],
}
# Arguments that may be left out, by place: DuckDB before 1.4 takes them by name only.
NAMED = {("price_list_as_of", 2): "known_by := ", ("training_cost", 3): "utilization := "}
AGGREGATES = {"combined"}
MACROS = """
select if(schema_name = 'main', '', schema_name || '.') || function_name,
    function_type = 'table_macro'
from duckdb_functions()
where database_name = current_database() and not internal
    and function_type in ('macro', 'table_macro')
    and not starts_with(function_name, 'attach release')
order by all
"""
COLUMNS = """
select distinct column_name from duckdb_columns()
where database_name = current_database() and not internal order by all
"""
DAYS = """
select column_name from duckdb_columns()
where database_name = current_database() and not internal and data_type = 'DATE'
group by all having column_name <> 'known_date'
union all select 'known_by' order by all
"""
ANSWER = "string_agg(cast(answer as varchar), '|' order by cast(answer as varchar))"
# Ways to call for each row: of a macro that gives a table, and of one that gives a value.
TABLE_FORMS = (
    f"select (select {ANSWER} from {{call}} as answer) from callers",
    f"select {ANSWER} from callers, {{call}} as answer group by callers.asking_row",
    f"select {ANSWER} from callers inner join {{call}} as answer on true group by asking_row",
)
VALUE_FORMS = (
    "select cast({call} as varchar) from callers",
    "select cast(answer.told as varchar) from callers, (select {call} as told) as answer",
    "select max(cast({call} as varchar)) from callers group by asking_row",
)
AGGREGATE_FORMS = ("select cast({call} as varchar) from callers group by asking_row, {first}",)


def arguments(macro: str) -> list[tuple[str, ...]]:
    """Return the rows of arguments that the macro is tried with."""
    if macro.endswith("_known_by"):
        return [(NOTE_DAY,), (LATE_DAY,)]
    return ARGUMENTS[macro]


def questions(
    macro: str, gives_table: bool, names: list[str], stride: int, first: int
) -> Iterator[tuple[str, str, str]]:
    """Yield, for every so manieth name, the names used, the question by them and by literals."""
    rows = arguments(macro)
    table, value = ("select {answer} from {call} as answer", "select cast({call} as varchar)")
    fixed = " union all ".join(
        (table if gives_table else value).format(answer=ANSWER, call=called(macro, row))
        for row in rows
    )
    forms = TABLE_FORMS if gives_table else VALUE_FORMS
    forms = AGGREGATE_FORMS if macro in AGGREGATES else forms
    for start in range(0, len(names) if rows[0] else 1, stride):
        used = [names[(first + start + place) % len(names)] for place in range(len(rows[0]))]
        call = called(macro, used)
        callers = " union all ".join(
            f"select {number} as asking_row, "
            + ", ".join(_cells(names, dict(zip(used, row, strict=True))))
            for number, row in enumerate(rows)
        )
        form = forms[start // stride % len(forms)].format(call=call, first=(used or [""])[0])
        yield ", ".join(used), f"with callers as ({callers}) {form}", fixed


def called(macro: str, given: Sequence[str]) -> str:
    """Return the call of a macro with these arguments."""
    named = (f"{NAMED.get((macro, place), '')}{value}" for place, value in enumerate(given))
    return f"{macro}({', '.join(named)})"


def _cells(names: list[str], values: dict[str, str]) -> Iterator[str]:
    return (f"{values.get(name, 'null')} as {name}" for name in names)

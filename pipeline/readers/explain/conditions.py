"""Tell a condition on a table from anything else that would follow its ``where``."""

import duckdb

# Two queries are one but for their conditions if DuckDB parses the rest of them alike.
IS_CONDITION = """
with parsed as (
    select json_serialize_sql($asked)::json as asked, json_serialize_sql($plain)::json as plain
)

select
    asked ->> '$.error_message' as fault,
    json_array_length(asked, '$.statements') = 1
    and json_merge_patch(asked -> '$.statements[0].node', '{"where_clause": null}')
    = json_merge_patch(plain -> '$.statements[0].node', '{"where_clause": null}') as is_condition
from parsed
"""


class NoCondition(Exception):
    """What should be a condition is something else, or none at all."""


def rows_where(connection: duckdb.DuckDBPyConnection, table: str, condition: str) -> str:
    """Return the query for the rows of ``table`` that fulfil ``condition``.

    Raises:
        NoCondition: if it holds more than that, as a second query or a union with other rows.
    """
    start = f"select * from {table} where ("
    asked = f"{start}{condition}\n)"  # the line may end in a comment
    parameters = {"asked": asked, "plain": f"{start}true)"}
    fault, is_condition = connection.execute(IS_CONDITION, parameters).fetchone() or (None, False)
    if fault or not is_condition or not condition.strip():
        reason = f"; {fault}" if fault else ""
        raise NoCondition(f"expected one condition, as in: a = 1 and b > 2{reason}")
    return asked

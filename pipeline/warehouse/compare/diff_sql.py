"""The SQL that compares a table of two attached warehouses: its columns, then its rows."""

from collections.abc import Mapping, Sequence

from pipeline.project.queries import quoted, quoted_column, quoted_name

NUMBERS = ("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT", "DECIMAL", "FLOAT", "DOUBLE")
COLUMNS = """
with
earlier as (
    select * from duckdb_columns() where database_name = 'earlier'
),
later as (
    select * from duckdb_columns() where database_name = 'later'
)
insert into changes
select
    $table,
    case
        when earlier.column_name is null then 'column added'
        when later.column_name is null then 'column removed'
        when earlier.data_type <> later.data_type then 'type changed'
        else 'comment changed'
    end,
    null,
    coalesce(later.column_name, earlier.column_name),
    if(earlier.data_type is distinct from later.data_type, earlier.data_type, earlier.comment),
    if(earlier.data_type is distinct from later.data_type, later.data_type, later.comment)
from (from earlier where schema_name || '.' || table_name = $table) as earlier
full join (from later where schema_name || '.' || table_name = $table) as later
    on earlier.column_name = later.column_name
where
    earlier.data_type is distinct from later.data_type
    or ($with_comments and earlier.comment is distinct from later.comment)
"""
TABLE_COMMENT = """
insert into changes
select $table, 'comment changed', null, null, earlier.comment, later.comment
from (from duckdb_tables() where database_name = 'earlier') as earlier
inner join (from duckdb_tables() where database_name = 'later') as later
    on earlier.schema_name = later.schema_name and earlier.table_name = later.table_name
where
    earlier.schema_name || '.' || earlier.table_name = $table
    and earlier.comment is distinct from later.comment
"""
TYPES = """
select column_name, data_type from duckdb_columns()
where database_name = $database and schema_name || '.' || table_name = $table
order by column_index
"""
BY_KEY = """
insert into changes
with pairs as (
    select
        was.old,
        now.new,
        {key} as key_values,
        list_filter([{cells}], lambda cell: cell.differs) as cells
    from (select old from earlier.{table} as old) as was
    full join (select new from later.{table} as new) as now on {match}
),
found as (
    select key_values, 'row added' as change, cast(to_json(new) as varchar) as new_value
    from pairs where old is null
    union all by name
    select key_values, 'row removed' as change, cast(to_json(old) as varchar) as old_value
    from pairs where new is null
    union all by name
    select key_values, 'value changed' as change, unnest(cells, recursive := true)
    from pairs where old is not null and new is not null
)
select {name}, change, to_json(key_values), column_name, old_value, new_value
from found
order by change, key_values, place
"""
WHOLE_ROWS = """
insert into changes
with
was as (select {columns} from earlier.{table}),
now as (select {columns} from later.{table})
select {name}, 'row removed', null, null, to_json(old), null
from (from was except all from now) as old
union all
select {name}, 'row added', null, null, null, to_json(new)
from (from now except all from was) as new
"""
NOTHING = "{'place': 0, 'column_name': '', 'old_value': '', 'new_value': '', 'differs': false}"


def values_changed(
    table: str,
    key: Sequence[str],
    earlier: Mapping[str, str],
    later: Mapping[str, str],
    exact: bool,
) -> str:
    """Return the statement that pairs rows by ``key`` and records what is new, gone or different.

    ``earlier`` and ``later`` map the columns to their types; ``exact`` compares the text of values.
    """
    sides = {name: _sides(name, earlier[name], later[name]) for name in later if name in earlier}
    cells = [
        f"{{'place': {place}, 'column_name': {quoted(name)}, 'old_value': {_text('old', name)},"
        f" 'new_value': {_text('new', name)}, 'differs': {_differ(name, *pair, exact)}}}"
        for place, (name, pair) in enumerate(sides.items())
        if name not in key
    ]
    return BY_KEY.format(
        name=quoted(table),
        table=quoted_name(table),
        key=f"struct_pack({', '.join(_key_part(name, *sides[name]) for name in key)})",
        match=" and ".join(f"{sides[n][0]} is not distinct from {sides[n][1]}" for n in key),
        cells=", ".join(cells) or NOTHING,
    )


def whole_rows_changed(table: str, columns: Sequence[str]) -> str:
    """Return the statement that records rows that only one of the tables has, how often."""
    names = ", ".join(map(quoted_column, columns))
    return WHOLE_ROWS.format(name=quoted(table), table=quoted_name(table), columns=names)


def _sides(column: str, old_type: str, new_type: str) -> tuple[str, str]:
    """Return the two values in forms that can be compared."""
    both_numbers = old_type.startswith(NUMBERS) and new_type.startswith(NUMBERS)
    if old_type == new_type or both_numbers:
        name = quoted_column(column)
        return f"old.{name}", f"new.{name}"
    return _text("old", column), _text("new", column)


def _text(side: str, column: str) -> str:
    return f"cast({side}.{quoted_column(column)} as varchar)"


def _differ(column: str, old: str, new: str, exact: bool) -> str:
    if exact:
        old, new = _text("old", column), _text("new", column)
    return f"{old} is distinct from {new}"


def _key_part(column: str, old: str, new: str) -> str:
    return f"{quoted_column(column)} := if(new is null, {old}, {new})"

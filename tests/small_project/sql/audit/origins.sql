-- One row per column of a SQL table and column of a seed that it is made from.
-- grain: table_name, column_name, origin_table_name, origin_column_name
select
    table_name,
    column_name,
    origin_table_name,
    origin_column_name
from meta.column_lineage

-- One row per column of a SQL table and document that its seeds cite, one step back.
-- grain: table_name, column_name, source_id
select distinct
    lineage.table_name,
    lineage.column_name,
    cited.source_id
from meta.column_lineage as lineage
inner join meta.table_sources as cited on lineage.origin_table_name = cited.table_name

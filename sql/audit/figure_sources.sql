-- One row per column of a derived table and document that a figure in it can come from.
-- grain: table_name, column_name, source_id
-- Columns are followed back, step by step, to the seeds they are computed from; the documents are
-- those that the rows of these seeds cite. Which of them a single row rests on: neocloud explain.
with recursive

reached as (
    select
        table_name,
        column_name,
        origin_table_name,
        origin_column_name
    from meta.column_lineage
    union
    select
        reached.table_name,
        reached.column_name,
        steps.origin_table_name,
        steps.origin_column_name
    from reached
    inner join meta.column_lineage as steps
        on
            reached.origin_table_name = steps.table_name
            and reached.origin_column_name = steps.column_name
)

select distinct
    reached.table_name,
    reached.column_name,
    cited.source_id
from reached
inner join meta.table_sources as cited on reached.origin_table_name = cited.table_name

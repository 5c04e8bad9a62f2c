-- One row per source: how many seed rows cite it, and how many derived tables it can reach.
-- grain: source_id
with

cited as (
    select
        source_id,
        sum(row_count) as fact_count
    from meta.table_sources
    group by all
),

reached as (
    select
        source_id,
        count(distinct table_name) as derived_table_count
    from audit.figure_sources
    group by all
)

select
    sources.source_id,
    sources.publisher_name,
    sources.trust_rank,
    sources.published_date,
    cast(coalesce(cited.fact_count, 0) as bigint) as fact_count,  -- seed rows that cite it
    coalesce(reached.derived_table_count, 0)
        as derived_table_count  -- derived tables with a figure that can come from it
from reference.sources
left join cited on sources.source_id = cited.source_id
left join reached on sources.source_id = reached.source_id

"""The tables of the ``meta`` schema: how they are made, what their columns mean, their keys."""

CREATE = """
create schema if not exists meta;
create table if not exists meta.builds (
    table_name varchar primary key,
    run_id varchar not null,
    built_at timestamptz not null,
    build_seconds double not null,
    row_count bigint,
    code_version varchar not null,
    data_version varchar not null,
    input_versions map(varchar, varchar) not null,
    program_version varchar
);
-- Working files made before the program counted keep their rows, and are built anew.
alter table meta.builds add column if not exists program_version varchar;
create table if not exists meta.releases (
    release_id varchar primary key,
    run_id varchar not null,
    published_at timestamptz not null,
    table_count bigint not null,
    row_count bigint not null
);
-- Working files made before releases had a number keep their rows.
alter table meta.releases add column if not exists release_number bigint default 0;
create table if not exists meta.column_lineage (
    table_name varchar not null,
    column_name varchar not null,
    origin_table_name varchar not null,
    origin_column_name varchar not null
);
create table if not exists meta.table_sources (
    table_name varchar not null,
    source_id varchar not null,
    row_count bigint not null
);
create table if not exists meta.table_keys (
    table_name varchar primary key,
    key_columns varchar[] not null
);
comment on table meta.builds is 'One row per table: the run that built it, and from what.';
comment on table meta.column_lineage is
'One row per column of a derived table and column it is computed from, one step back.';
comment on table meta.table_keys is
'One row per table: the columns that tell one row from another.';
comment on table meta.table_sources is 'One row per seed table and document that its rows cite.';
comment on table meta.releases is 'One row per release of this file, the last one being this.';
"""
ROWS = "Rows: of the table, of all tables of the release, or that cite the document."
RECORD_MEANINGS = {
    "meta.builds": {
        "table_name": "Schema and table.",
        "run_id": "Dagster run that built the table or published the release.",
        "built_at": "When the build was done.",
        "build_seconds": "How long the build took.",
        "row_count": ROWS,
        "code_version": "Hash of the file the table is made from.",
        "data_version": "Hash of the code version and the versions of the inputs.",
        "input_versions": "Data version of each table read, when it was read.",
        "program_version": "Hash of the code and libraries that made the table of its file.",
    },
    "meta.column_lineage": {
        "table_name": "Schema and table.",
        "column_name": "Column of the table.",
        "origin_table_name": "Table the column is computed from; 'constant' if the SQL writes it.",
        "origin_column_name": "Column it is computed from.",
    },
    "meta.table_keys": {
        "table_name": "Schema and table.",
        "key_columns": "Columns that together differ in every row of the table.",
    },
    "meta.table_sources": {
        "table_name": "Schema and table.",
        "source_id": "Cited document.",
        "row_count": ROWS,
    },
    "meta.releases": {
        "release_id": "UTC time of the release, and the start of the hash of all data versions.",
        "run_id": "Dagster run that built the table or published the release.",
        "published_at": "When readers got the release.",
        "table_count": "Tables of the release.",
        "row_count": ROWS,
        "release_number": (
            "Which release it is, counted from 1: the highest is this file, whatever clocks said;"
            " 0 for releases from before they were counted."
        ),
    },
}

# What differs from one build of the same files to the next. A map keeps the order in which it was
# filled; the data version is the hash of the inputs in one order.
VARYING_COLUMNS = {
    "meta.builds": ("run_id", "built_at", "build_seconds", "input_versions"),
    "meta.releases": tuple(RECORD_MEANINGS["meta.releases"]),
}

RECORD_KEYS = {
    "meta.builds": ["table_name"],
    "meta.releases": ["release_id"],
    "meta.table_keys": ["table_name"],
    "meta.table_sources": ["table_name", "source_id"],
    "meta.column_lineage": [*RECORD_MEANINGS["meta.column_lineage"]],
}

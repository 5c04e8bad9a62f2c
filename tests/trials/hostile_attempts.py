"""What a hostile reader may try; ``{folder}`` holds canaries, ``{data}`` the warehouse."""

NOWHERE = "reaches no other file and no network"
NO_QUERY = "the published file is only read"
ONE = "expected one query, got 2"
LOCKED = "the configuration has been locked"

# Each would give the canary's text, its name or its shape away if files could be read.
READS = {
    "read_csv": "from read_csv('{folder}/canary.csv')",
    "read_csv of a list": "from read_csv(['{folder}/canary.csv', '{folder}/canary.csv'])",
    "read_csv_auto": "from read_csv_auto('{folder}/canary.csv')",
    "read_text": "from read_text('{folder}/canary.csv')",
    "read_text of many": "from read_text('{folder}/*.csv')",
    "read_blob": "select content::varchar from read_blob('{folder}/canary.csv')",
    "read_json": "from read_json('{folder}/canary.json')",
    "read_json_auto": "from read_json_auto('{folder}/canary.json')",
    "read_ndjson": "from read_ndjson('{folder}/canary.json')",
    "read_ndjson_objects": "from read_ndjson_objects('{folder}/canary.json')",
    "read_parquet": "from read_parquet('{folder}/canary.parquet')",
    "parquet_scan": "from parquet_scan('{folder}/canary.parquet')",
    "parquet_schema": "from parquet_schema('{folder}/canary.parquet')",
    "parquet_metadata": "from parquet_metadata('{folder}/canary.parquet')",
    "parquet_file_metadata": "from parquet_file_metadata('{folder}/canary.parquet')",
    "read_duckdb": "from read_duckdb('{folder}/canary.duckdb')",
    "a path for a table": "from '{folder}/canary.csv'",
    "a pattern for a table": "from '{folder}/*.parquet'",
    "a path in double quotes": 'from "{folder}/canary.json"',
    "glob": "from glob('{folder}/canary*')",
    "sniff_csv": "from sniff_csv('{folder}/canary.csv')",
    "a folder upwards": "from read_text('{folder}/none/../canary.csv')",
    "a symbolic link": "from read_text('{folder}/link')",
    "a file scheme": "from read_text('file://{folder}/canary.csv')",
    "in a subquery": "select (select content from read_text('{folder}/canary.csv'))",
    "in a common table expression": "with c as (from read_text('{folder}/canary.csv')) from c",
    "in query()": "from query('from read_text(''{folder}/canary.csv'')')",
    "in query_table()": "from query_table('{folder}/canary.csv')",
    "in a serialised query": (
        "from json_execute_serialized_sql(json_serialize_sql("
        "'from read_text(''{folder}/canary.csv'')'))"
    ),
    "in explain analyze": "explain analyze from read_text('{folder}/canary.csv')",
    "in summarize": "summarize from read_csv('{folder}/canary.csv')",
    "in describe": "describe from read_csv('{folder}/canary.csv')",
    "in pivot": "pivot read_csv('{folder}/canary.csv') on canary",
}
# Further places, in which there is no canary.
PLACES = {
    "the published file itself": "select size from read_blob('{data}/neocloud.duckdb')",
    "the working file": "from read_duckdb('{data}/build/neocloud.duckdb', table_name => 'x')",
    "the environment": "from read_text('/proc/self/environ')",
    "its own open files": "from read_blob('/proc/self/fd/3')",
    "the web": "from read_csv('http://127.0.0.1:9/canary.csv')",
    "the secure web": "from 'https://127.0.0.1:9/canary.parquet'",
    "a bucket": "from 's3://canary/canary.parquet'",
    "a log of the file system": "from glob('{data}/*')",
}
WRITES = {
    "copy": ("copy (select 1) to '{folder}/new.csv'", NO_QUERY),
    "copy in an expression": (
        "with c as (copy (select 1) to '{folder}/new.csv') from c",
        NOWHERE,
    ),
    "copy over the warehouse": (
        "with c as (copy (select 1) to '{data}/neocloud.duckdb' (use_tmp_file false)) from c",
        NOWHERE,
    ),
    "copy over its log": (
        "with c as (copy (select 1) to '{data}/neocloud.duckdb.wal') from c",
        NOWHERE,
    ),
    "copy in query()": (
        "from query('with c as (copy (select 1) to ''{data}/neocloud.duckdb.wal'') from c')",
        "Error",
    ),
    "copy in explain analyze": (
        "explain analyze copy (select 1) to '{data}/neocloud.duckdb.wal'",
        NOWHERE,
    ),
    "copy from": ("copy meta.builds from '{folder}/canary.csv'", NO_QUERY),
    "export database": ("export database '{folder}/new'", NO_QUERY),
    "import database": ("import database '{folder}'", NO_QUERY),
    "copy from database": ("copy from database neocloud to memory", NO_QUERY),
    "insert": ("insert into meta.builds from meta.builds", NO_QUERY),
    "insert in an expression": (
        "with c as (insert into meta.builds from meta.builds returning *) from c",
        "read-only mode",
    ),
    "insert in explain analyze": (
        "explain analyze insert into meta.builds from meta.builds",
        "read-only mode",
    ),
    "update": ("update meta.builds set row_count = 0", NO_QUERY),
    "update in an expression": (
        "with c as (update meta.builds set row_count = 0 returning *) from c",
        "read-only mode",
    ),
    "delete": ("delete from meta.builds", NO_QUERY),
    "delete in an expression": (
        "with c as (delete from meta.builds returning *) from c",
        "read-only mode",
    ),
    "merge": (
        "merge into meta.builds using meta.builds as b on true when matched then delete",
        NO_QUERY,
    ),
    "truncate": ("truncate meta.builds", NO_QUERY),
    "drop": ("drop table meta.builds", NO_QUERY),
    "alter": ("alter table meta.builds drop column row_count", NO_QUERY),
    "create a table": ("create table meta.new as select 1", NO_QUERY),
    "create a table of one's own": ("create temp table new as select 1", NO_QUERY),
    "create a macro": ("create macro cagr(a, b, c) as 42", NO_QUERY),
    "create a view": ("create or replace temp view builds as select 1", NO_QUERY),
    "create a secret": ("create persistent secret s (type http)", NO_QUERY),
    "comment": ("comment on table meta.builds is 'x'", NO_QUERY),
    "vacuum": ("vacuum", NO_QUERY),
    "checkpoint": ("force checkpoint", NO_QUERY),
}
COMMANDS = {
    "attach": ("attach '{folder}/canary.duckdb' as c", NO_QUERY),
    "attach in memory": ("attach ':memory:' as m", NO_QUERY),
    "detach": ("detach neocloud", NO_QUERY),
    "use": ("use memory", NO_QUERY),
    "install": ("install httpfs", NO_QUERY),
    "install from the community": ("install shellfs from community", NO_QUERY),
    "load": ("load '{folder}/canary.duckdb_extension'", NO_QUERY),
    "set": ("set enable_external_access = true", NO_QUERY),
    "set file systems": ("set disabled_filesystems = ''", NO_QUERY),
    "set memory": ("set global memory_limit = '100GB'", NO_QUERY),
    "reset": ("reset lock_configuration", NO_QUERY),
    "set a variable": ("set variable x = 1", NO_QUERY),
    "pragma": ("pragma database_list", NO_QUERY),
    "pragma that sets": ("pragma temp_directory = '{folder}'", NO_QUERY),
    "call": ("call enable_logging(storage => 'file', storage_path => '{folder}')", NO_QUERY),
    "log to a file": ("from enable_logging(storage => 'file', storage_path => '{folder}')", LOCKED),
    "profile to a file": ("from enable_profiling(save_location => '{folder}/new')", LOCKED),
    "prepare": ("prepare p as select 1", NO_QUERY),
    "execute": ("execute p", NO_QUERY),
    "begin": ("begin transaction", NO_QUERY),
    "set in explain": ("explain analyze set threads = 64", LOCKED),
    "an environment variable": ("select getenv('HOME')", "getenv does not exist"),
    "an external resource": ("from create_external_resource('shell')", "unknown resource type"),
}
TRICKS = {
    "two queries": ("select 1; select 2", ONE),
    "a drop behind": ("select 1; drop table meta.builds", ONE),
    "a copy behind": ("select 1; copy (select 1) to '{folder}/new.csv'", ONE),
    "a comment before the semicolon": ("select 1 -- ;\n; drop table meta.builds", ONE),
    "a comment in between": ("select 1/**/;/**/drop table meta.builds", ONE),
    "a closed bracket": ("select 1); drop table meta.builds; select (1", "Error"),
    "an unfinished comment": ("select 1 /* ; drop table meta.builds", "Error"),
    "an unfinished string": ("select 'a; drop table meta.builds", "Error"),
    "an unfinished dollar string": ("select $x$a; drop table meta.builds", "Error"),
    "a wide semicolon": ("select 1； drop table meta.builds", "Error"),
    "a space that is none": ("drop\u00a0table meta.builds", NO_QUERY),
    "a zero byte": ("select 1\0; drop table meta.builds", ONE),
    "only a comment": ("/* select 1 */", "got 0"),
    "only semicolons": (";;;", "got 0"),
    "two in query()": ("from query('select 1; drop table meta.builds')", "single SELECT"),
    "a drop in query()": ("from query('drop table meta.builds')", "single SELECT"),
    "a parameter": ("select $path", "not provided"),
    "our own variable": ("from connection", "there is no table connection"),
    "a module of ours": ("from sys", "there is no table sys"),
    "the name of our result": ("from result", "there is no table result"),
    "an error of its own": ("select error('canary' || '_none')", "canary_none"),
    "a query too long": ("select 1" + " " * 1_000_000, "at most 1,000,000 characters"),
}
TIME, MEMORY, EITHER = "stopped after", "of memory", "stopped "
DOUBLING = ", ".join(
    [
        "c0 as (select 1 as n)",
        *(f"c{n} as (from c{n - 1} union all from c{n - 1})" for n in range(1, 40)),
    ]
)
EXHAUSTING = {
    "a cross join": ("select count(*) from range(1000000) a, range(1000000) b, range(9)", TIME),
    "a recursion without end": (
        "with recursive t(n) as (select 1 union all select n + 1 from t) select count(*) from t",
        TIME,
    ),
    "a sum without end": ("select sum(hash(range)) from range(1000000000000000)", TIME),
    "a plan that doubles": (f"with {DOUBLING} select count(*) from c39", EITHER),
    "one call that heeds no interruption": (
        "select levenshtein(repeat('a', 1000000), repeat('b', 1000000))",
        TIME,
    ),
    "a sort": ("from range(1000000000000) order by 1 desc", MEMORY),
    "a result": ("from range(1000000000000)", MEMORY),
    "distinct values": ("select count(distinct range) from range(100000000000)", MEMORY),
    "a list": ("select list(range) from range(10000000000)", MEMORY),
    "a list in one cell": ("select list_sort(range(500000000))", MEMORY),
    "a text": ("select string_agg(repeat('y', 1000)) from range(1000000000)", MEMORY),
    "a text in one cell": ("select length(repeat('x', 3000000000))", MEMORY),
    "a padded number": ("select format('{:2000000000d}', 1)", MEMORY),
    "a text that doubles": (
        "with recursive t(n, s) as (select 1, 'x' union all select n + 1, s || s from t)"
        " select max(length(s)) from t",
        MEMORY,
    ),
    "brackets": ("select " + "(" * 450_000 + "1" + ")" * 450_000, MEMORY),
    "fewer brackets": ("select " + "(" * 30_000 + "1" + ")" * 30_000, "expression depth"),
    "lists in lists": ("select " + "[" * 30_000 + "]" * 30_000, "expression depth"),
    "subqueries": ("select * from " + "(from " * 3_000 + "range(1)" + ")" * 3_000, "depth"),
    "negations": ("select " + "not " * 100_000 + "true", "expression depth"),
}
CONDITIONS = {
    "a second query": ("true; drop table meta.builds", "expected one condition"),
    "a union": ("true union all from cost.gpu_unit_costs", "expected one condition"),
    "a union behind a bracket": (
        "false) union all (select * from cost.gpu_unit_costs where true",
        "expected one condition",
    ),
    "a forged row": (
        "false) union all select * replace ('x' as source_id) from cost.gpu_unit_costs where (true",
        "expected one condition",
    ),
    "a limit": ("true) limit (1", "expected one condition"),
    "a window": ("true) qualify (true", "expected one condition"),
    "an unfinished comment": ("true /*", "expected one condition"),
    "nothing": (" ", "expected one condition"),
    "a file": ("gpu_model_id in (select content from read_text('{folder}/canary.csv'))", NOWHERE),
    "a file for a table": ("exists (from '{folder}/canary.csv')", NOWHERE),
    "a folder": ("exists (from glob('{folder}/*'))", NOWHERE),
    "a copy": (
        "exists (with c as (copy (select 1) to '{data}/neocloud.duckdb.wal') from c)",
        "must be at the top level",
    ),
    "brackets": ("(" * 50_000 + "true" + ")" * 50_000, "depth"),
    "no such column": ("nope = 1", "nope"),
}
ENDLESS_CONDITIONS = {
    "time": ("(select count(*) from range(1000000) a, range(1000000) b) > 0", TIME),
    "memory": ("(select len(list(range)) from range(10000000000)) > 0", MEMORY),
}
ATTEMPTS = (
    *READS,
    *PLACES,
    *WRITES,
    *COMMANDS,
    *TRICKS,
    *EXHAUSTING,
    *CONDITIONS,
    *ENDLESS_CONDITIONS,
)

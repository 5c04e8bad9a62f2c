"""Broken SQL files. To add one: a name, its text, what must be said; the file is a new table."""

from itertools import chain

from tests.trials.bad_input.bad_files import Case, case, folder

HOLDS = "-- It holds.\n-- broken by: delete from core.hosts\n"
STRAY, CHECK = "sql/core/stray.sql", "sql/checks/core/hosts__holds.sql"
HEAD = "-- One row per source.\n-- grain: source_id\n"
GOOD = f"{HEAD}select source_id from reference.sources\n"
LAYERS = "reference, pricing, funding, market -> core -> cost, growth -> audit"
SECOND = "begins a second statement; a file holds exactly one"
UNKNOWN = (
    'is refused by DuckDB: Binder Error: Referenced column "{}" not found in FROM clause!'
    " Candidate bindings:"
)
OUTSIDE = "whose answer is in no file of the project; read its tables"


def table(name: str, text: str | bytes, message: str, **others: str) -> Case:
    """Return a case of a new table, sql/core/stray.sql."""
    return case(name, STRAY, text, message, **others)


def query(name: str, sql: str, message: str) -> Case:
    """Return a case of a new table whose head is right; its SQL begins on line 3."""
    return table(name, f"{HEAD}{sql}\n", message)


def check(name: str, text: str, message: str, file: str = CHECK) -> Case:
    """Return a case of a new check of core.hosts."""
    return case(name, file, text, message)


def macro(name: str, text: str, message: str, file: str = "sql/macros/stray.sql") -> Case:
    """Return a case of a new macro."""
    return case(name, file, text, message)


HEADS = [
    table(
        "no comment",
        "select source_id from reference.sources\n",
        "1 opens without a comment; say what it gives: -- One row per …",
    ),
    table(
        "no word on what a row is",
        "-- Sources.\n-- grain: source_id\nselect source_id from reference.sources\n",
        "1 opens on 'Sources.'; say what a row is: -- One row per …",
    ),
    table(
        "no grain",
        "-- One row per source.\nselect source_id from reference.sources\n",
        "2 states no grain; add: -- grain: column, column",
    ),
    table(
        "grain of no column",
        GOOD.replace("grain: source_id", "grain: source_ids"),
        "2 grain: 'source_ids' is no column of it; did you mean 'source_id'?",
    ),
    table(
        "grain that rows share",
        f"{HEAD}select 'twice' as source_id  -- it is\nunion all\nselect 'twice' as source_id\n",
        "core.stray: At least one row, and one per source_id. Broken by: source_id=twice,"
        " row_count=2",
    ),
    table(
        "empty SQL file",
        "",
        "1 is empty; write one select, under what it gives as a comment",
    ),
    table("comment only", HEAD, "1 holds no statement; write one select under the comment"),
]

TEXTS = [
    table(
        "latin-1 in SQL",
        f"{HEAD}-- Jos\xe9\nselect source_id from reference.sources\n".encode("latin-1"),
        "3 byte 0xe9 is not UTF-8 text; save the file as UTF-8",
    ),
    table(
        "byte-order mark in SQL",
        GOOD.encode("utf-8-sig"),
        "1 opens with a byte-order mark; save the file as UTF-8 without BOM",
    ),
    table("CRLF in SQL", GOOD.replace("\n", "\r\n"), "1 holds a CR; save with LF line ends"),
    query(
        "keyword misspelt",
        "select source_id\nfrom reference.sources\nwher trust_rank = 1",
        "5 does not parse: Invalid expression / Unexpected token near 'trust_rank'; mend the SQL",
    ),
    query(
        "parenthesis not closed",
        "select source_id\nfrom (select source_id from reference.sources",
        "4 does not parse: Expecting ) near 'sources'; mend the SQL",
    ),
    query(
        "quote not closed",
        "select source_id\nfrom reference.sources\nwhere title = 'a",
        "5 does not parse: a quote or a comment is opened and not closed; close it",
    ),
    query(
        "nested without end",
        f"select {'(' * 3000}source_id{')' * 3000} as source_id from reference.sources",
        "1 does not parse: nested too deeply; write it flatter",
    ),
    query(
        "columns that are kept in no order",
        "select source_id\nfrom (\n"
        "    select * exclude (title, trust_rank) from reference.sources\n)",
        "5 names several columns in exclude, which DuckDB keeps in no order; list the columns",
    ),
    query(
        "semicolon",
        "select source_id from reference.sources;",
        "3 ends on a semicolon; leave it out",
    ),
    query(
        "two statements",
        "select source_id from reference.sources;\ndrop table reference.sources",
        f"4 {SECOND}",
    ),
]

KINDS = [
    query(f"{kind} instead of a query", sql, f"3 holds {word}, which is no query; write one select")
    for kind, word, sql in (
        ("create", "CREATE", "create table core.stray as select 1 as source_id"),
        ("insert", "INSERT", "insert into reference.sources select * from reference.sources"),
        ("delete", "DELETE", "delete from reference.sources"),
        ("copy", "COPY", "copy reference.sources to 'sources.csv'"),
        ("attach", "ATTACH", "attach 'other.duckdb'"),
        ("pragma", "PRAGMA", "pragma database_list"),
        ("set", "SET", "set threads = 1"),
        ("install", "INSTALL", "install httpfs"),
        ("load", "LOAD", "load httpfs"),
        ("explain", "EXPLAIN", "explain select source_id from reference.sources"),
    )
]

READS = [
    query(
        "unknown table",
        "select source_id\nfrom reference.source",
        "4 reads reference.source, which no seed and no SQL file makes;"
        " did you mean 'reference.sources'?",
    ),
    query(
        "unknown schema",
        "select table_name as source_id from information_schema.tables",
        "3 reads information_schema.tables, which no seed and no SQL file makes; add it, or correct"
        " it (schemas: reference, pricing, funding, market, core, cost, growth, audit)",
    ),
    query(
        "table without a schema",
        "select source_id from sources",
        "3 reads 'sources' without a schema; write schema.table",
    ),
    query(
        "table of another database",
        "select source_id from neocloud.reference.sources",
        "3 reads neocloud.reference.sources, of another database; write schema.table",
    ),
    query(
        "later layer",
        "select source_id from cost.host_prices",
        f"3 reads cost.host_prices, a later layer; data flows one way: {LAYERS}",
    ),
    query(
        "itself",
        "select source_id from core.stray",
        "3 reads itself; make the table of others only",
    ),
    query(
        "record of builds",
        "select table_name as source_id from meta.builds",
        "3 reads meta.builds; only audit may read meta, and there meta.column_lineage and"
        " meta.table_sources",
    ),
    table(
        "circle of two",
        GOOD.replace("reference.sources", "core.other"),
        "sql: these tables read each other in a circle: core.other -> core.stray -> core.other;"
        " take one reading out",
        core__other=GOOD.replace("reference.sources", "core.stray"),
    ),
    table(
        "circle of three",
        GOOD.replace("reference.sources", "core.other"),
        "sql: these tables read each other in a circle: core.other -> core.stray -> core.third ->"
        " core.other; take one reading out",
        core__other=GOOD.replace("reference.sources", "core.third"),
        core__third=GOOD.replace("reference.sources", "core.stray"),
    ),
    query(
        "unknown column",
        "select\n    source_id,\n    titel\nfrom (select source_id, title from reference.sources)",
        f'5 {UNKNOWN.format("titel")} "title"',
    ),
    query(
        "file of the machine",
        "select content as source_id from read_text('/etc/passwd')",
        f"3 calls read_text, {OUTSIDE}",
    ),
    query(
        "file by its name alone",
        "select source_id from 'seeds/reference/sources.csv'",
        "3 reads 'seeds/reference/sources.csv' without a schema; write schema.table",
    ),
    query(
        "address on the network",
        "select source_id from read_csv('https://example.com/sources.csv')",
        f"3 calls read_csv, {OUTSIDE}",
    ),
    query("list of files", "select file as source_id from glob('*')", f"3 calls glob, {OUTSIDE}"),
    query(
        "query in a text",
        "select source_id from query('from reference.sources')",
        f"3 calls query, {OUTSIDE}",
    ),
    query(
        "file within an expression",
        "select\n    source_id,\n    (select max(content) from read_blob('x')) as title\n"
        "from reference.sources",
        f"5 calls read_blob, {OUTSIDE}",
    ),
    query(
        "clock",
        "select source_id, today() as seen_date from reference.sources",
        f"3 calls current_date, {OUTSIDE}",
    ),
    table(
        "macro that asks the day",
        f"{HEAD}select source_id from known_today()\n",
        "3 calls known_today, which answers by the day of the question; ask its tables",
        macros__known_today=(
            "-- What is known today.\ncreate or replace macro known_today() as table\n"
            "    select source_id from reference.sources where published_date <= current_date\n"
        ),
    ),
    query(
        "chance",
        "select source_id\nfrom reference.sources\nwhere random() < 1",
        f"5 calls rand, {OUTSIDE}",
    ),
    query(
        "setting of the machine",
        "select current_setting('home_directory') as source_id from reference.sources",
        f"3 calls current_setting, {OUTSIDE}",
    ),
]

COLUMNS = [
    query("star", "select * from reference.sources", "3 ends on select *; list the columns"),
    query(
        "column twice",
        "select source_id, title, Title from reference.sources",
        "3 title: the column is there twice; rename or drop one",
    ),
    query(
        "column without a name",
        "select\n    source_id,\n    upper(title)\nfrom reference.sources",
        "5 column 2 has no plain name; add: as column_name",
    ),
    query(
        "column without a meaning",
        "select\n    source_id,\n    upper(title) as loud_title\nfrom reference.sources",
        "5 loud_title: says nowhere what it means; add behind it: -- what it is",
    ),
    query(
        "number without a unit",
        "select\n    source_id,\n    length(title) as title_length,  -- letters of the title\n"
        "from reference.sources",
        "5 title_length: is a number without a unit; end its name on one,"
        " see pipeline/schemas/units.py",
    ),
    query(
        "number without a source",
        "select source_id\nfrom reference.sources\nwhere trust_rank < 3",
        "5 holds the number 3; put the number in a seed, with its source",
    ),
    query(
        "narrow float",
        "select\n    source_id,\n    cast(trust_rank as float) as trust_rank\n"
        "from reference.sources",
        "5 trust_rank: is a FLOAT of four bytes; cast it as double, or money as decimal",
    ),
    query(
        "money as float",
        "select\n    source_id,\n    cast(trust_rank as double) as paid_usd,  -- what it cost\n"
        "from reference.sources",
        "5 paid_usd: is money as DOUBLE; cast it as decimal",
    ),
    query(
        "conversion that fails",
        "select\n    source_id,\n    cast('soon' as date) as published_date\n"
        "from reference.sources",
        '5 is refused by DuckDB: Conversion Error: invalid date field format: "soon", expected'
        " format is (YYYY-MM-DD)",
    ),
]

MACROS = [
    macro(
        "macro that is none",
        "-- One.\nselect 1 as one_count\n",
        "1 creates no macro; write: create or replace macro name(…) as …",
    ),
    macro(
        "macro of another name",
        "-- One.\ncreate or replace macro other(x) as (\n    x\n)\n",
        "1 creates other; the file must be called other.sql",
    ),
    macro(
        "macro that calls itself",
        "-- One.\ncreate or replace macro stray(x) as (\n    stray(x)\n)\n",
        "1 calls itself, which a macro cannot; compute the value without it",
    ),
    case(
        "macros in a circle",
        "sql/macros/stray.sql",
        "-- One.\ncreate or replace macro stray(x) as (\n    other(x)\n)\n",
        "sql: these tables read each other in a circle: macros.other -> macros.stray ->"
        " macros.other; take one reading out",
        macros__other="-- One.\ncreate or replace macro other(x) as (\n    stray(x)\n)\n",
    ),
    macro(
        "macro whose argument a column may be called as",
        "-- One.\ncreate or replace macro stray(x) as table\n"
        "with asked as (select x as asked_x)\n\nselect asked_x from asked\n",
        "3 binds its argument x beside the name asked_x, which a column of the caller's may have;"
        " name it before: asked (name) as (select …)",
    ),
    macro(
        "macro that reads a file",
        "-- One.\ncreate or replace macro stray(x) as table\n    from read_text(x)\n",
        f"3 calls read_text, {OUTSIDE}",
    ),
    macro(
        "macro of an unknown column",
        "-- One, said at a length over which DuckDB forgets on which line the fault is.\n"
        "create or replace macro stray(x) as table\n"
        "    select ids from (select 1 as id)\n",
        f'3 {UNKNOWN.format("ids")} "id"',
    ),
]

CHECKS = [
    check(
        "check of an unknown table",
        HOLDS + "select recipe_id from core.hosts\n",
        "1 checks core.host, which nothing makes; did you mean 'core.hosts'?",
        "sql/checks/core/host__holds.sql",
    ),
    check(
        "check without a promise",
        "-- It holds.\nselect recipe_id from core.hosts\n",
        "1 must be called <table>__<promise>.sql",
        "sql/checks/core/hosts.sql",
    ),
    check(
        "check named as a generated one",
        "-- It holds.\nselect recipe_id from core.hosts\n",
        "1 is called as a check made by itself, grain; name the promise",
        "sql/checks/core/hosts__grain.sql",
    ),
    check(
        "check without a comment",
        "select recipe_id from core.hosts\n",
        "1 opens without a comment; say what it promises of every row: -- No … or -- Every …",
    ),
    check(
        "check without a counterexample",
        "-- It holds.\nselect recipe_id from core.hosts\n",
        "2 states no counterexample; add: -- broken by: a statement after which the promise is"
        " broken",
    ),
    check(
        "check that is no query",
        "-- It holds.\ndelete from core.hosts\n",
        "2 holds DELETE, which is no query; write one select",
    ),
    check(
        "check of two statements",
        "-- It holds.\nselect recipe_id from core.hosts;\nselect 1 as a\n",
        f"3 {SECOND}",
    ),
    check(
        "check of a later layer",
        HOLDS + "select source_id from cost.host_prices\n",
        f"3 reads cost.host_prices, a later layer; data flows one way: {LAYERS}",
    ),
    check(
        "check of an unknown column",
        HOLDS + "select\n    ids\nfrom (select 'a' as id)\n",
        f'4 {UNKNOWN.format("ids")} "id"',
    ),
    check(
        "check that reads a file",
        "-- It holds.\nselect content from read_text('/etc/passwd')\n",
        f"2 calls read_text, {OUTSIDE}",
    ),
    check(
        "check that finds rows",
        "-- Nothing is there.\n-- broken by: select 0\nselect 'this' as found\n",
        "core.hosts: Nothing is there. Broken by: found=this",
    ),
]

PLACES = [
    case(
        "unknown folder",
        "sql/reports/stray.sql",
        GOOD,
        "1 lies in no known folder; move it to one of core, cost, growth, audit, macros,"
        " checks/reference, checks/pricing, checks/funding, checks/market, checks/core,"
        " checks/cost, checks/growth, checks/audit",
    ),
    case(
        "another ending",
        "sql/core/stray.txt",
        GOOD,
        "1 is no .sql file; rename it, or take it away",
    ),
    *(
        case(
            f"file called {stem}",
            f"sql/core/{stem}.sql",
            GOOD,
            "1 has a name that no table can have; use a-z, 0-9 and _ only",
        )
        for stem in ("Stray", "a b", "1st", "it's", "a-b", "a;b")
    ),
    case(
        "file called as a macro beside a table",
        "sql/core/hosts_known_by.sql",
        GOOD,
        "1 ends on _known_by, which names the macros beside tables; rename it",
    ),
    case("folder called as a file", STRAY, folder, "1 is a folder; put a file in its place"),
]

SQL_KINDS = [HEADS, TEXTS, KINDS, READS, COLUMNS, MACROS, CHECKS, PLACES]
BAD_SQL = [*chain(*SQL_KINDS)]

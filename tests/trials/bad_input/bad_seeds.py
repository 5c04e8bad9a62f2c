"""Broken seed files. To add one: a name, the file, what is done to it, what must be said."""

from itertools import chain

from tests.trials.bad_input.bad_files import (
    Case,
    case,
    cells,
    encoded,
    folder,
    header,
    removed,
    replace,
)

AUTHORS = "seeds/reference/source_authors.csv"
COLUMNS = "author_name,licence_number,source_id,source_locator,known_date"
NEEDED = f"the header must be {COLUMNS}"
NOTE = "tf_securities_2023_06_20"
ANN = f"Ann,,{NOTE},cover,"
QUOTE = "a quote is opened and not closed, or stands inside a cell; double it"


def authors(name: str, rows: str | bytes, message: str) -> Case:
    """Return a case of the smallest seed file: its header and these rows."""
    content = rows if isinstance(rows, bytes) else rows.encode()
    return case(name, AUTHORS, f"{COLUMNS}\n".encode() + content, message)


def cell(name: str, table: str, column: str, value: str, problem: str) -> Case:
    """Return a case of one wrong cell in the first row of a table's file."""
    message = f"2 {column}: {problem} (got {value!r})"
    return case(name, f"seeds/{table}.csv", cells(**{column: value}), message)


ENCODING = [
    case(
        "byte-order mark",
        AUTHORS,
        encoded("utf-8-sig"),
        "1 opens with a byte-order mark; save the file as UTF-8 without BOM",
    ),
    case(
        "UTF-16",
        AUTHORS,
        encoded("utf-16"),
        "1 byte 0xff is not UTF-8 text; save the file as UTF-8",
    ),
    authors(
        "latin-1",
        f"Jos\xe9,,{NOTE},cover,\n".encode("latin-1"),
        "2 byte 0xe9 is not UTF-8 text; save the file as UTF-8",
    ),
    authors(
        "NUL byte",
        f"{ANN}\nBo\0b,,{NOTE},cover,\n",
        "3 holds a NUL byte; save the file as UTF-8 text",
    ),
    case("CRLF", AUTHORS, replace("\n", "\r\n"), "1 holds a CR; save with LF line ends"),
    authors(
        "CR in a cell", f"{ANN}\nBo\rb,,{NOTE},cover,\n", "3 holds a CR; save with LF line ends"
    ),
    case("empty file", AUTHORS, "", "1 the file is empty; it must open with the header line"),
    authors("header only", "", "1 has a header and no rows; add a row"),
]

QUOTING = [
    authors(
        "unterminated quote",
        f'{ANN}\n"Bob,,{NOTE},cover,\n',
        f"3 is not valid CSV (unexpected end of data): {QUOTE}",
    ),
    authors(
        "text after a closing quote",
        f'"Bo"b,,{NOTE},cover,\n',
        f"2 is not valid CSV (',' expected after '\"'): {QUOTE}",
    ),
    authors(
        "quote after a space",
        f'Ann, "S1",{NOTE},cover,\n',
        "2 licence_number: starts or ends with a space; remove it (got ' \"S1\"')",
    ),
    authors(
        "too many cells",
        f"Ann, PhD,,{NOTE},cover,\n",
        "2 has 6 cells, the header has 5; quote a cell that holds a comma",
    ),
    authors(
        "too few cells",
        f"Ann,,{NOTE},cover\n",
        "2 has 4 cells, the header has 5; add what is missing",
    ),
    authors("blank line", f"{ANN}\n\nBob,,{NOTE},cover,\n", "3 is blank; delete the line"),
    authors(
        "semicolons for commas",
        ANN.replace(",", ";") + "\n",
        "2 separates its cells with ';'; separate them with commas",
    ),
    authors(
        "huge cell",
        f"{'x' * 200_000},,{NOTE},cover,\n",
        "2 is not valid CSV (field larger than field limit (131072)): shorten the cell",
    ),
]

HEADER = [
    case(
        "column missing",
        AUTHORS,
        header(lambda names: names[1:]),
        f"1 lacks the column author_name; {NEEDED}",
    ),
    case(
        "column added",
        AUTHORS,
        header(lambda names: [*names, "page"]),
        f"1 has the unknown column page; {NEEDED}",
    ),
    case(
        "column repeated",
        AUTHORS,
        header(lambda names: [*names, "source_id"]),
        f"1 has the column source_id more than once; {NEEDED}",
    ),
    case(
        "columns out of order",
        AUTHORS,
        header(lambda names: [names[1], names[0], *names[2:]]),
        f"1 has its columns out of order; {NEEDED}",
    ),
    case(
        "column in capitals",
        AUTHORS,
        header(lambda names: ["Author_Name", *names[1:]]),
        f"1 lacks the column author_name and has the unknown column Author_Name; {NEEDED}",
    ),
    case(
        "no header",
        AUTHORS,
        f"{ANN}\n",
        f"1 lacks the column {COLUMNS.replace(',', ', ')} and has the unknown column"
        f" Ann, , {NOTE}, cover, ; {NEEDED}",
    ),
]

DATE = "write a date as YYYY-MM-DD"
TRUTH = "write true or false"
WHOLE = "write a whole number in digits, at most 18 of them"
INTEGER = "Input should be a valid integer, unable to parse string as an integer"
NUMBER = "write a number as 1234.56"
DECIMAL = "Input should be a valid decimal"
SEPARATED = f"{DECIMAL}; write it without thousands separators, as 1234.56"
FINITE = "Input should be a finite number"
LISTS, PRICES = "pricing/price_lists", "pricing/component_prices"
LIMITS, MODELS = "pricing/instance_limits", "market/ai_models"
DAY, IS_DEFAULT, GPUS = "effective_from_date", "is_default", "max_gpu_count_per_instance"
PRICE, FLOP = "price_usd_per_unit_hour", "training_compute_flop"

TYPES = [
    cell("day that is not in the calendar", LISTS, DAY, "2024-02-30", DATE),
    cell("date in another order", LISTS, DAY, "20/06/2023", DATE),
    cell("date with a time", LISTS, DAY, "2023-06-20T00:00:00", DATE),
    cell("date without zeros", LISTS, DAY, "2023-6-2", DATE),
    cell("truth as yes", PRICES, IS_DEFAULT, "yes", TRUTH),
    cell("truth as 1", PRICES, IS_DEFAULT, "1", TRUTH),
    cell("truth in capitals", PRICES, IS_DEFAULT, "TRUE", TRUTH),
    cell("count with a fraction", LIMITS, GPUS, "1.5", INTEGER),
    cell("count with an exponent", LIMITS, GPUS, "1e3", INTEGER),
    cell("count over 64 bits", LIMITS, GPUS, "9223372036854775808", WHOLE),
    cell("count in words", LIMITS, GPUS, "eight", INTEGER),
    cell("count in full-width digits", LIMITS, GPUS, "\uff18", INTEGER),
    cell("money with a currency sign", PRICES, PRICE, "$2.06", DECIMAL),
    cell("money with a thousands separator", PRICES, PRICE, "1,280.00", SEPARATED),
    cell("money with a decimal comma", PRICES, PRICE, "2,06", DECIMAL),
    cell("money with an exponent", PRICES, PRICE, "1e-2", NUMBER),
    cell("money in full-width digits", PRICES, PRICE, "\uff12", NUMBER),
    cell("money that is not a number", PRICES, PRICE, "nan", FINITE),
    cell("money that is infinite", PRICES, PRICE, "inf", FINITE),
    cell("money after a space", PRICES, PRICE, " 2.06", "starts or ends with a space; remove it"),
    cell(
        "word before a space", PRICES, "sku_name", "A40 ", "starts or ends with a space; remove it"
    ),
    cell(
        "money with too many decimals",
        PRICES,
        PRICE,
        "1.1234567",
        "Decimal input should have no more than 6 decimal places",
    ),
    cell(
        "money with too many digits",
        PRICES,
        PRICE,
        "1234567.5",
        "Decimal input should have no more than 6 digits before the decimal point",
    ),
    cell("float that is not a number", MODELS, FLOP, "NaN", FINITE),
    cell("float that is infinite", MODELS, FLOP, "-inf", FINITE),
    cell("float too large", MODELS, FLOP, "1e400", FINITE),
    cell(
        "float with a unit",
        MODELS,
        FLOP,
        "3e23 FLOP",
        "Input should be a valid number, unable to parse string as a number",
    ),
]

RANGES = [
    cell("price of nothing", PRICES, PRICE, "0", "Input should be greater than 0"),
    cell("negative price", PRICES, PRICE, "-2.06", "Input should be greater than 0"),
    cell("no GPU", LIMITS, GPUS, "0", "Input should be greater than 0"),
    cell(
        "rank over the last",
        "reference/sources",
        "trust_rank",
        "5",
        "Input should be less than or equal to 4",
    ),
    cell(
        "rank under the first",
        "reference/sources",
        "trust_rank",
        "0",
        "Input should be greater than or equal to 1",
    ),
    cell(
        "year before computers",
        "market/market_sizes",
        "year",
        "1789",
        "Input should be greater than or equal to 1990",
    ),
    cell(
        "unknown kind",
        PRICES,
        "bound_type",
        "exactly",
        "Input should be 'exact', 'approximate', 'at_least', 'at_most' or 'order_of_magnitude'",
    ),
    cell(
        "kind in capitals",
        LISTS,
        "price_basis_code",
        "Component",
        "Input should be 'component' or 'instance'",
    ),
    cell(
        "language of three letters",
        "reference/sources",
        "language_code",
        "eng",
        "String should match pattern '^[a-z]{2}$'",
    ),
]

KEYS = [
    authors(
        "key twice",
        f"{ANN}\n{ANN}\n",
        "3 author_name: repeats the key of line 2: Ann; delete one of them",
    ),
    authors(
        "key empty", f",,{NOTE},cover,\n", "2 author_name: the cell is empty; it needs a value"
    ),
    authors("source empty", "Ann,,,cover,\n", "2 source_id: the cell is empty; it needs a value"),
]

NO_SOURCE = "is not a source_id of reference.sources; add it there, or correct it"
REFERENCES = [
    authors(
        "source that does not exist",
        "Ann,,hearsay,cover,\n",
        f"2 source_id: 'hearsay' {NO_SOURCE}",
    ),
    authors(
        "source misspelt",
        f"Ann,,{NOTE[:-1]}1,cover,\n",
        f"2 source_id: '{NOTE[:-1]}1' is not a source_id of reference.sources;"
        f" did you mean '{NOTE}'?",
    ),
    case(
        "GPU misspelt",
        f"seeds/{PRICES}.csv",
        cells(gpu_model_id="a100_sxm_40bg"),
        "2 gpu_model_id: 'a100_sxm_40bg' is not a gpu_model_id of reference.gpu_models;"
        " did you mean 'a100_sxm_40gb'?",
    ),
    case(
        "references of two columns dangling",
        f"seeds/{LISTS}.csv",
        cells(provider_id="amazon_web_service", source_id="nobody"),
        "2 provider_id: 'amazon_web_service' is not a party_id of reference.parties;"
        f" did you mean 'amazon_web_services'?\nseeds/{LISTS}.csv:"
        f"2 source_id: 'nobody' {NO_SOURCE}",
    ),
    case(
        "correction of an error that is gone",
        "seeds/reference/corrections.csv",
        cells(wrong_value="Ventra"),
        "2 wrong_value: market.company_people now says 'Brian Ventura': the error is gone;"
        " delete this correction",
    ),
    case(
        "correction of no table",
        "seeds/reference/corrections.csv",
        cells(table_name="market.people"),
        "2 table_name: there is no seed table 'market.people'",
    ),
    case(
        "correction of no row",
        "seeds/reference/corrections.csv",
        cells(key_values=f"coreweave | nobody | founder | {NOTE}"),
        "2 key_values: market.company_people has no such row",
    ),
]

PLACES = [
    case("file missing", AUTHORS, removed, f"1 the file is missing; its header is {COLUMNS}"),
    case("folder for a file", AUTHORS, folder, "1 is a folder; put a file in its place"),
    case(
        "empty file of corrections",
        "seeds/reference/corrections.csv",
        "",
        "1 the file is empty; it must open with the header line",
    ),
    case(
        "file without a class",
        "seeds/pricing/spot_prices.csv",
        "provider_id,price_usd_per_hour\ncoreweave,1\n",
        "1 belongs to no class: rename it, add its class under pipeline/schemas, or take it away;"
        " did you mean 'seeds/pricing/component_prices.csv'?",
    ),
    case(
        "file in the wrong folder",
        "seeds/market/parties.csv",
        "party_id\ncoreweave\n",
        "1 belongs to no class: rename it, add its class under pipeline/schemas, or take it away;"
        " did you mean 'seeds/market/partnerships.csv'?",
    ),
    case(
        "file with another ending",
        "seeds/pricing/price_lists.CSV",
        "price_list_id\na\n",
        "1 belongs to no class: rename it, add its class under pipeline/schemas, or take it away;"
        " did you mean 'seeds/pricing/price_lists.csv'?",
    ),
]

SEEDS_KINDS = [ENCODING, QUOTING, HEADER, TYPES, RANGES, KEYS, REFERENCES, PLACES]
BAD_SEEDS = [*chain(*SEEDS_KINDS)]

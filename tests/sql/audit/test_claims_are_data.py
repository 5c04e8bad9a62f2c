"""A claim is lines of CSV: no SQL names one, and a new one is judged without touching any."""

import pytest
from sqlglot import exp

from pipeline.project.paths import current_project
from pipeline.tables.sql.file import SqlFile, sql_files

FILES = sql_files(current_project().sql / "audit")
DOCS, NOTE = "coreweave_docs_2023_05_24", "tf_securities_2023_06_20"
# claim: lines of claims.csv and of claim_tests.csv, verdict, figure worked out by hand
NEW = {
    "a40_memory": (
        f"The A40 has 48 GB.,,A40,48,,GB,exact,{DOCS},a test,",
        ["1,1,stated_elsewhere,gpu/a40/memory,,,,,,,a data sheet"],
        ("reproduced", 48),
    ),
    "world_2021": (
        f"The world computed at 700 EFLOPS.,,World,700,,EFLOP per second,exact,{NOTE},a test,",
        ["1,1,stated_elsewhere,compute/WORLD/2021/total,,,,,,,a count"],
        ("contradicted", 615),
    ),
    "two_a40": (
        f"Two A40 with 4 vCPUs and 8 GB cost 2.64.,,Prices,2.64,,US dollars,exact,{NOTE},a test,",
        [
            "1,1,own_list,own price/coreweave/a40,,2,,,,,a list",
            "1,2,own_list,own price/coreweave/default_vcpu,,4,,,,,",
            "1,3,own_list,own price/coreweave/default_ram_gb,,8,,,,,",
        ],
        ("reproduced", 2 * 1.28 + 4 * 0.01 + 8 * 0.005),
    ),
    "gartner_growth": (
        f"Public cloud spending grows by 30 percent.,,Cloud,0.3,,fraction,exact,{NOTE},a test,",
        [
            "1,1,growth,market/gartner_public_cloud_end_user_spending/2023/total,,1,,,,,a forecast",
            "1,2,growth,market/gartner_public_cloud_end_user_spending/2022/total,,-1,,,,,",
        ],
        ("contradicted", 597_325 / 490_977 - 1),
    ),
    "no_such_data": (
        f"Its people are happy.,,CoreWeave,,,,exact,{NOTE},a test,",
        ["1,1,stated_elsewhere,event/coreweave/happiness/*,,,1,share,,,a survey"],
        ("untestable", None),
    ),
}


@pytest.fixture
def verdicts(judged_with):
    """The verdicts after lines were added to two files, all else as it is."""
    return judged_with(
        {
            "reference.claims": [f"{claim},{line}" for claim, (line, _, _) in NEW.items()],
            "reference.claim_tests": [
                f"{claim},{test},neocloud_conventions,a test,"
                for claim, (_, tests, _) in NEW.items()
                for test in tests
            ],
        }
    )


def test_a_new_claim_takes_lines_of_csv_only(verdicts):
    found = {claim: verdicts[claim][:2] for claim in NEW}
    assert found == {
        claim: (code, figure if figure is None else pytest.approx(figure))
        for claim, (_, _, (code, figure)) in NEW.items()
    }
    assert verdicts["no_such_data"][2] == "No other document held states it; would need a survey."
    assert "has 2.64" in verdicts["two_a40"][2]


def test_the_claims_of_before_keep_their_verdicts(verdicts, rows):
    for row in rows("from audit.claim_verdicts"):
        found = verdicts[row["claim_id"]]
        assert found == (row["verdict_code"], row["computed_value"], row["reason"])


def names(file: SqlFile, named: set[str]) -> set[str]:
    """Return which of the names the statement has between quotes, whole or as part of a path."""
    literals = {literal.name for literal in file.statement.find_all(exp.Literal)}
    return {part for text in literals for part in (text, *text.split("/")) if part in named}


@pytest.fixture
def of_claims(rows):
    """Every claim, party, GPU, AI model, round and list that a claim can be about."""
    columns = [
        "claim_id from reference.claims",
        "party_id from reference.parties",
        "gpu_model_id from reference.gpu_models",
        "model_id from market.ai_models",
        "market_id from reference.markets",
        "tranche_id from funding.tranches",
        "round_id from funding.rounds",
        "price_list_id from pricing.price_lists",
        "source_id from reference.sources",
        "figure_id from audit.stated_figures",
    ]
    named = {
        value for column in columns for row in rows(f"select {column}") for value in row.values()
    }
    # An event is of a kind that a claim may be called after.
    return named - {row["event_type"] for row in rows("select event_type from market.events")}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.name)
def test_no_sql_of_the_audit_names_a_claim_or_what_it_is_about(file, of_claims):
    assert names(file, of_claims) == set()


def test_a_name_in_sql_would_be_found(tmp_path, of_claims):
    path = tmp_path / "audit" / "wrong.sql"
    path.parent.mkdir()
    path.write_text("-- One row per\nselect 1 where 'round_seed' = 'tranche/coreweave_seed'")
    assert names(SqlFile(path), of_claims) >= {"round_seed", "coreweave_seed"}

"""Two columns that state one fact, and the day a document was read, are held against each other."""

import csv
from datetime import date

import pytest

from pipeline.project.paths import current_project
from pipeline.schemas.funding import PurchaseCommitments
from pipeline.schemas.reference.documents import Sources, read_later

TODAY = date(2026, 11, 26)


def read_on(*days):
    return [(line, {"accessed_date": day}) for line, day in enumerate(days, 2)]


def test_a_document_read_after_today_is_refused_with_its_line_and_remedy():
    ((line, column, problem),) = read_later(read_on("2026-11-26", "2026-12-23"), TODAY)
    assert (line, column) == (3, "accessed_date")
    assert "after today, 2026-11-26; write the day on which the document was last read" in problem
    assert "(got '2026-12-23')" in problem


def test_the_seed_of_sources_is_held_against_the_day_it_is_loaded(warehouse):
    ((line, column, _),) = Sources.verify(warehouse, read_on("2026-11-26", "2060-12-31"), {})
    assert (line, column) == (3, "accessed_date")


@pytest.mark.parametrize(
    ("amount", "words", "is_one"),
    [
        ("4000000000", "4 billion US dollars", True),
        ("40000000000", "4 billion US dollars", False),
        ("400000000", "4 billion US dollars", False),
        ("11900000000", "up to 11.9 billion US dollars to October 2030", True),
        ("1500000000", "1,500 million US dollars", True),
        ("", "several billion US dollars over the coming years", True),
        ("", "4 billion US dollars", False),
        ("4000000000", "several billion US dollars", False),
    ],
)
def test_an_amount_is_the_one_its_words_state(warehouse, amount, words, is_one):
    cells = [(7, {"amount_usd": amount, "amount_as_stated": words})]
    found = [(line, column) for line, column, _ in PurchaseCommitments.verify(warehouse, cells, {})]
    assert found == ([] if is_one else [(7, "amount_usd")])


def test_every_contract_held_says_one_amount_in_both_columns(warehouse):
    path = current_project().seeds / "funding" / "purchase_commitments.csv"
    with path.open(encoding="utf-8", newline="") as stream:
        cells = [*enumerate(csv.DictReader(stream), 2)]
    assert len(cells) >= 12
    assert list(PurchaseCommitments.verify(warehouse, cells, {})) == []

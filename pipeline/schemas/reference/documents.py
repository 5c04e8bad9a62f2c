"""Where the facts come from, what the documents claim, and how a claim is tested."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta, timezone
from enum import StrEnum

import duckdb
from sqlmodel import Field

from pipeline.schemas.base import Cells, Cited, Seed, Seeds
from pipeline.schemas.codes import BoundType


class SourceType(StrEnum):
    """The kind of document."""

    broker_report = "broker_report"
    documentation = "documentation"
    price_page = "price_page"
    press_release = "press_release"
    regulatory_filing = "regulatory_filing"
    news_article = "news_article"
    research_paper = "research_paper"
    dataset = "dataset"
    blog_post = "blog_post"
    own_convention = "own_convention"


class Sources(Seed, table=True):
    """One row per document that a row of this warehouse cites."""

    source_id: str = Field(primary_key=True, description="Cited document.")
    source_type: SourceType = Field(description="Kind of document.")
    title: str = Field(description="Title, as the publisher wrote it.")
    publisher_name: str = Field(description="Who published the document.")
    published_date: date = Field(
        description="When the document was published; the day it was read if it has no date."
    )
    accessed_date: date = Field(description="When we last read the document.")
    url: str | None = Field(
        schema_extra={"pattern": r"^https?://[^\s<>\"]+$"},
        description="Where the document was read; empty if it has no address.",
    )
    licence_name: str = Field(
        description=(
            "Terms the publisher states; 'none found' where the repository it is of holds none,"
            " else 'not stated'."
        )
    )
    language_code: str = Field(
        schema_extra={"pattern": r"^[a-z]{2}$"}, description="Language of the document, ISO 639-1."
    )
    trust_rank: int = Field(
        ge=1,
        le=4,
        description=(
            "How close to the fact the publisher stands: 1 first party, 2 copy of a first-party"
            " text or a primary researcher, 3 analyst or press, 4 third-party tracker."
        ),
    )

    @classmethod
    def verify(
        cls, connection: duckdb.DuckDBPyConnection, cells: Cells, seeds: Seeds
    ) -> Iterator[tuple[int, str, str]]:
        """Yield line, column and problem of every document that says it was read after today."""
        yield from read_later(cells, datetime.now(FIRST_TO_SEE_A_DAY).date())


# Where a day begins before it does anywhere else: no reader's own today is refused.
FIRST_TO_SEE_A_DAY = timezone(timedelta(hours=14))


def read_later(cells: Cells, today: date) -> Iterator[tuple[int, str, str]]:
    """Yield line, column and problem of every document read after ``today``.

    None is published later either: no document is read before it is published.
    """
    for line, row in cells:
        if (read := row["accessed_date"]) > today.isoformat():
            problem = (
                f"nothing was read after today, {today.isoformat()}; write the day on which the"
                f" document was last read (got {read!r})"
            )
            yield line, "accessed_date", problem


class SourceAuthors(Cited, table=True):
    """One row per author of a source."""

    author_name: str = Field(primary_key=True, description="Name as printed.")
    licence_number: str | None = Field(description="Number of the author's professional licence.")


class ExhibitType(StrEnum):
    """The kind of exhibit."""

    figure = "figure"
    table = "table"


class SourceExhibits(Cited, table=True):
    """One row per numbered figure or table of a source."""

    exhibit_id: str = Field(primary_key=True, description="Slug of the exhibit.")
    exhibit_type: ExhibitType = Field(description="Kind of exhibit.")
    exhibit_order: int = Field(ge=1, description="Number printed on the exhibit.")
    exhibit_name: str = Field(description="Title of the exhibit in English, in our words.")
    exhibit_name_zh: str = Field(description="Title of the exhibit as printed.")
    page_order: int = Field(ge=1, description="Page on which the contents say it stands.")
    is_data_in_text: bool = Field(description="Whether its figures survive in the text we hold.")


class Claims(Cited, table=True):
    """One row per testable statement of a document."""

    claim_id: str = Field(primary_key=True, description="Slug of the claim.")
    statement: str = Field(description="What is claimed, in our words.")
    statement_zh: str | None = Field(description="What is claimed, in our words, in Chinese.")
    subject: str = Field(description="What the claim is about, in a few words.")
    stated_value: float | None = Field(
        description="Figure claimed (the lower end of a range), in unit_name."
    )
    stated_high_value: float | None = Field(
        description="Upper end of a claimed range, in unit_name."
    )
    unit_name: str | None = Field()
    bound_type: BoundType = Field()

"""Where the facts come from, what the documents claim, and how a claim is tested."""

from datetime import date
from enum import StrEnum

from sqlmodel import Field

from pipeline.schemas.base import BoundType, Cited, Seed


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
    published_date: date = Field(description="When the document was published.")
    accessed_date: date = Field(description="When we last read the document.")
    url: str | None = Field(
        schema_extra={"pattern": r"^https?://[^\s<>\"]+$"},
        description="Where the document was read; empty if it has no address.",
    )
    licence_name: str = Field(description="Terms the publisher states, or 'not stated'.")
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
    subject: str = Field(description="What the claim is about, in a few words.")
    stated_value: float | None = Field(
        description="Figure claimed (the lower end of a range), in unit_name."
    )
    stated_high_value: float | None = Field(
        description="Upper end of a claimed range, in unit_name."
    )
    unit_name: str | None = Field()
    bound_type: BoundType = Field()


class ClaimTestKind(StrEnum):
    """How a claim is tested; the files of ``sql/audit`` named after kinds say it in full."""

    stated_elsewhere = "stated_elsewhere"  # the figure in another document
    sum = "sum"  # figures added up
    product = "product"  # figures multiplied
    growth = "growth"  # a product less one
    consistency = "consistency"  # a sum that only sets a document against itself
    own_list = "own_list"  # a sum over the provider's own price list of the day
    listed = "listed"  # how many members a document's list has
    named = "named"  # whether a list names somebody
    saving = "saving"  # own price against rival offers
    large_cloud_saving = "large_cloud_saving"  # the same, against those of large clouds only
    cheaper_offers = "cheaper_offers"  # rival offers of large clouds that are cheaper
    untestable = "untestable"  # no table here holds what it takes


class ClaimTests(Cited, table=True):
    """One row per claim, test of it and figure that the test takes; * asks for all that fit."""

    claim_id: str = Field(primary_key=True, foreign_key="reference.claims.claim_id")
    test_order: int = Field(
        primary_key=True,
        ge=1,
        description=(
            "Test, from 1. Another document's word counts before what is computed; of several"
            " computations the farthest from the claim, or of a claimed range its two ends."
        ),
    )
    figure_order: int = Field(primary_key=True, ge=1, description="Figure of the test, from 1.")
    test_kind: ClaimTestKind = Field(description="Kind of test, the same for all its figures.")
    figure_id: str | None = Field(description="What the figure is of: kind, whose, when.")
    excluded_figure_id: str | None = Field(description="Figures to leave out of all that fit.")
    figure_count: int | None = Field(
        description=(
            "How often the figure counts, 1 if empty; less than 0 takes it off a sum, -1 divides"
            " a product by it."
        )
    )
    claimed_value: float | None = Field(
        description="The claim as a number: its stated value, else 1 for yes."
    )
    unit_name: str | None = Field()
    computed_bound_type: BoundType | None = Field(
        description="How firmly the computed figure is known."
    )
    finding_words: str | None = Field(
        description=(
            "Words of the reason if not the kind's own, with the slots of the macro filled_in:"
            " {computed}, {hedged} and their like."
        )
    )
    missing_data: str | None = Field(description="Data it would take if the test finds no figure.")

"""A result to plan from, made without the database."""

from collections.abc import Collection, Sequence

import pytest

from accounts.models import Organisation
from indexes.models import IndexVersion
from roadmap.errors import RoadmapError
from roadmap.planning.position import Position, Target
from survey.models import Assessment
from survey.results.freeze import frozen_result
from tests.builders import NOW, all_at, index_document, small_document

NOT_APPLICABLE = -2
# Of the small index, in its order; each has the levels 0 to 5.
CODES = ("1.1.1", "1.1.2", "2.1.1", "2.1.2", "2.2.1", "3.1.1", "3.1.2")


def small_with(codes: Collection[str], **facts) -> dict:
    """The small index with more said of these questions."""
    document = small_document()
    for pillar in document["pillars"]:
        for indicator in pillar["indicators"]:
            for question in indicator["questions"]:
                if question["code"] in codes:
                    question |= facts
    document["index"]["id"] = f"small-{codes}-{facts}"
    return document


# Every question of it may be said not to apply.
MAY_NOT_APPLY = small_with(CODES, not_applicable=True)


def position_at(
    levels: Sequence[int] | int = 1,
    document: dict | None = None,
    *,
    for_others: bool = False,
    **profile,
) -> Position:
    """Where a small firm stands whose answers are at these levels; one number is that of all."""
    document = document or small_document()
    head = document["index"]
    version = IndexVersion(
        index_id=head["id"],
        version=head["version"],
        document=document,
        checksum="of a test",
    )
    assessment = Assessment(
        organisation=Organisation(name="Quán phở Hòa Bình"),
        index_version=version,
        **{"size": "small", **profile},
    )
    if isinstance(levels, int):
        levels = all_at(assessment.index.rubric, levels)
    result = frozen_result(
        assessment=assessment, levels=list(levels), digest="", now=NOW
    )
    # Saving would set it.
    result.organisation = assessment.organisation
    position = Position(result, for_others=for_others)
    # It stands in no database, and what was chosen or typed is not told.
    position.answers = {}
    return position


def shop_at(level: int) -> Position:
    """A shop under the index of 2025, which has tools, choices and options."""
    return position_at(level, index_document("dbi-2025-sme"), variant="retail")


def problem_of(
    position: Position, target: Target, way: str = "cheapest", **limits
) -> str:
    """The code with which a way is refused."""
    with pytest.raises(RoadmapError) as error:
        getattr(position, way)(target, **limits)
    return error.value.code

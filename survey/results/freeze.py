"""What levels come to, as the fields of a result: by one rule for one enterprise or many."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scoring.evaluate import ENGINE_VERSION
from scoring.groups import PointsByLevel
from scoring.matrix import NO_LEVEL, MatrixOutcome, evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_APPLICABLE, Group
from survey.models import Assessment, Result
from survey.models.outcome import Levels
from survey.results.verification import new_verification_code

Points = NDArray[np.signedinteger]  # (enterprises, questions)

MOST_IN_TWO_BYTES = 2**15 - 1


def frozen_result(
    *,
    assessment: Assessment,
    levels: list[int],
    digest: str,
    now: datetime,
) -> Result:
    """The outcome of a vector of levels (index order, reserved codes), not saved yet."""
    rubric = assessment.index.rubric
    [columns] = frozen_columns(rubric, np.array([levels], rubric.level_dtype))
    return Result(
        assessment=assessment,
        organisation_id=assessment.organisation_id,
        index_version=assessment.index_version,
        engine_version=ENGINE_VERSION,
        enterprise_name=assessment.organisation.name,
        **columns,
        sector=assessment.sector,
        area=assessment.area,
        size=assessment.size,
        input_digest=digest,
        verification_code=new_verification_code(),
        created_at=now,
    )


def frozen_columns(rubric: Rubric, levels: Levels) -> Iterator[dict]:
    """For each row of levels the fields of a Result that follow from it alone."""
    columns = np.ascontiguousarray(levels.T)
    outcome = evaluate_matrix(rubric, columns, threads=1)
    points = _points(rubric, levels)
    by_pillar = _by_tier(outcome, "pillar")
    by_indicator: list[dict] = [{}] * len(levels)
    # With the indicators for pillars the same answers tell of these.
    if rubric.by_indicator:
        indicators = evaluate_matrix(rubric.by_indicator, columns, threads=1)
        by_indicator = _by_tier(indicators, "indicator")

    # Lists of Python numbers: a row of numpy numbers would cost more than all the sums.
    answered = outcome.answered.tolist()
    total = outcome.total.tolist()
    maximum = outcome.maximum.tolist()
    level = outcome.level.tolist()

    for row, own_levels in enumerate(levels):
        yield {
            "levels": own_levels.tobytes(),
            "points": points[row].tobytes(),
            "unit": rubric.unit,
            "total_unit": rubric.total_unit,
            "answered": answered[row],
            "total": total[row],
            "maximum": maximum[row],
            "level": _level_or_none(level[row]),
            **by_pillar[row],
            **by_indicator[row],
        }


def _by_tier(outcome: MatrixOutcome, tier: str) -> list[dict]:
    """For each enterprise the fields of its pillars, or of what stands in their place."""
    rows = zip(
        outcome.pillar_points.T.tolist(),
        outcome.pillar_maxima.T.tolist(),
        outcome.pillar_levels.T.tolist(),
        strict=True,
    )
    fields = []
    for points, maxima, levels in rows:
        fields.append(
            {
                f"{tier}_points": points,
                f"{tier}_maxima": maxima,
                f"{tier}_levels": list(map(_level_or_none, levels)),
            }
        )
    return fields


def _level_or_none(level: int) -> int | None:
    return None if level == NO_LEVEL else level


def _points(rubric: Rubric, levels: Levels) -> Points:
    """(N, questions) little-endian int16; reserved codes stay as they are.

    int32 where points are too finely divided for that.
    """
    questions = rubric.questions
    # A reserved code is no level: any points stand in for it, then go again.
    at_levels = np.maximum(levels, 0)
    earned = np.empty(levels.shape, np.int64)
    for position, question in enumerate(questions):
        earned[:, position] = _looked_up(question.points, at_levels[:, position])
    for group in rubric.groups:
        _share_out(group, levels, earned)
    ends: list[int] = []
    for question in questions:
        # Points never fall, so the widest stand at the ends.
        ends += (question.points[0], question.maximum)
    most = max(map(abs, ends))
    width = "<i2" if most <= MOST_IN_TWO_BYTES else "<i4"
    return np.where(levels >= 0, earned, levels).astype(width)


def _looked_up(points: PointsByLevel, levels: Points) -> Points | list[int]:
    # For a few enterprises a table of thousands of levels is not worth making.
    if levels.size < len(points):
        return [points[level] for level in levels.tolist()]
    return np.array(points, np.int64)[levels]


def _share_out(group: Group, levels: Levels, earned: Points) -> None:
    """The criteria that apply share what their group is worth (`scoring.groups`)."""
    members = list(group.members)
    applying = np.count_nonzero(levels[:, members] != NOT_APPLICABLE, axis=1)
    # Where none applies nothing was earned: any number will do.
    sharing = np.maximum(applying, 1)[:, None]
    earned[:, members] = earned[:, members] * len(members) // sharing

"""What a vector of levels comes to, as the fields of a result."""

from collections.abc import Iterator
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from scoring.evaluate import ENGINE_VERSION, evaluate
from scoring.matrix import NO_LEVEL, evaluate_matrix
from scoring.rubric import Rubric
from scoring.rules import NOT_ANSWERED, NOT_APPLICABLE
from survey.models import Assessment, Result
from survey.results.digest import new_verification_code

Levels = NDArray[np.int8]  # (enterprises, questions)


def frozen_columns(rubric: Rubric, levels: Levels) -> Iterator[dict]:
    """For each row of levels the fields of a Result that come out: as `frozen_result`, for many at once."""
    outcome = evaluate_matrix(rubric, np.ascontiguousarray(levels.T), threads=1)
    pillar_columns = (
        outcome.pillar_points,
        outcome.pillar_maxima,
        outcome.pillar_levels,
    )
    points, maxima, reached = (column.T.tolist() for column in pillar_columns)
    columns = zip(
        *(
            column.tolist()
            for column in (
                outcome.answered,
                outcome.total,
                outcome.maximum,
                outcome.level,
            )
        ),
        _points(rubric, levels),
        levels,
        points,
        maxima,
        reached,
        strict=True,
    )
    for answered, total, maximum, level, earned, row, own, most, pillars in columns:
        yield {
            "levels": row.tobytes(),
            "points": earned.tobytes(),
            "unit": rubric.unit,
            "total_unit": rubric.total_unit,
            "answered": answered,
            "total": total,
            "maximum": maximum,
            "level": _known(level),
            "pillar_points": own,
            "pillar_maxima": most,
            "pillar_levels": [_known(one) for one in pillars],
        }


def _known(level: int) -> int | None:
    return None if level == NO_LEVEL else level


def _points(rubric: Rubric, levels: Levels) -> np.ndarray:
    """(N, questions) little-endian int16; reserved codes stay as they are."""
    table = np.zeros(
        (len(rubric.questions), 1 + max(question.top for question in rubric.questions)),
        "<i2",
    )
    for row, question in zip(table, rubric.questions, strict=True):
        row[: len(question.points)] = question.points
    earned = table[np.arange(len(rubric.questions)), np.maximum(levels, 0)]
    return np.where(levels >= 0, earned, levels).astype("<i2")


def frozen_result(
    *, assessment: Assessment, levels: list[int], digest: str, now: datetime
) -> Result:
    """The outcome of a vector of levels (index order, reserved codes), not saved yet."""
    index = assessment.index
    outcome = evaluate(index.rubric, levels)
    return Result(
        assessment=assessment,
        organisation_id=assessment.organisation_id,
        index_version=assessment.index_version,
        engine_version=ENGINE_VERSION,
        enterprise_name=assessment.organisation.name,
        levels=np.array(levels, dtype=np.int8).tobytes(),
        points=_points_of_answers(outcome.points, levels).tobytes(),
        unit=index.rubric.unit,
        total_unit=index.rubric.total_unit,
        answered=outcome.answered,
        total=outcome.total,
        maximum=outcome.maximum,
        level=outcome.level,
        pillar_points=list(outcome.pillar_points),
        pillar_maxima=list(outcome.pillar_maxima),
        pillar_levels=list(outcome.pillar_levels),
        sector=assessment.sector,
        area=assessment.area,
        size=assessment.size,
        input_digest=digest,
        verification_code=new_verification_code(),
        created_at=now,
    )


def _points_of_answers(points: tuple[int | None, ...], levels: list[int]) -> np.ndarray:
    reserved = {NOT_ANSWERED, NOT_APPLICABLE}
    told = [
        level if level in reserved else earned
        for earned, level in zip(points, levels, strict=True)
    ]
    return np.array(told, dtype="<i2")

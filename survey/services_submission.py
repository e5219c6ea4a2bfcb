"""Submitting an assessment: its outcome is frozen as a Result and never rewritten."""

import hashlib
import json
import secrets
from datetime import datetime

import numpy as np
from django.db import transaction

from accounts.models import User
from accounts.services import record_event
from scoring.evaluate import ENGINE_VERSION, evaluate
from scoring.rubric import NOT_ANSWERED, NOT_APPLICABLE
from survey.errors import SurveyError
from survey.index import index_for
from survey.models import Answer, Assessment, Result
from survey.queries import counted_levels, figures_of, judged

_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # no 0/O, 1/I/L: read aloud and typed from paper


@transaction.atomic
def submit(*, assessment: Assessment, by: User | None, now: datetime) -> Result:
    """Freeze the outcome. Called again, or by two people at once, it gives the one same Result.

    Raises SurveyError `incomplete` with `codes`, the questions without an answer.
    """
    version = assessment.index_version
    locked = Assessment.objects.select_for_update().get(pk=assessment.pk)
    locked.index_version = version
    if locked.state == Assessment.State.SUBMITTED:
        return locked.results.get(index_version=version, engine_version=_first_engine(locked))
    index = index_for(locked)
    answers = judged(locked)
    levels = counted_levels(index, answers)
    if index.needs_variant:
        raise SurveyError("variant_missing")
    missing = index.missing(levels)
    if missing:
        raise SurveyError("incomplete", codes=missing)
    digest = input_digest(locked, answers)
    result = frozen_result(assessment=locked, levels=index.vector(levels), digest=digest, now=now)
    result.save(force_insert=True)
    locked.state, locked.submitted_at, locked.changed_at = Assessment.State.SUBMITTED, now, now
    locked.save(update_fields=["state", "submitted_at", "changed_at"])
    assessment.state, assessment.submitted_at = locked.state, now
    record_event(
        deed="assessment.submitted",
        organisation=assessment.organisation,
        actor=by,
        subject=f"result:{result.public_id}",
        now=now,
    )
    return result


def _first_engine(assessment: Assessment) -> str:
    """The reading made at submission; later engines may have added others beside it."""
    return assessment.results.order_by("created_at", "pk").values_list("engine_version", flat=True)[0]


def frozen_result(*, assessment: Assessment, levels: list[int], digest: str, now: datetime) -> Result:
    """The outcome of a vector of levels (index order, reserved codes), not saved yet."""
    index = index_for(assessment)
    outcome = evaluate(index.rubric, levels)
    return Result(
        assessment=assessment,
        organisation_id=assessment.organisation_id,
        index_version=assessment.index_version,
        engine_version=ENGINE_VERSION,
        enterprise_name=assessment.organisation.name,
        levels=np.array(levels, dtype=np.int8).tobytes(),
        points=_points(outcome.points, levels).tobytes(),
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


def _points(points: tuple[int | None, ...], levels: list[int]) -> np.ndarray:
    reserved = {NOT_ANSWERED, NOT_APPLICABLE}
    told = [level if level in reserved else earned for earned, level in zip(points, levels, strict=True)]
    return np.array(told, dtype="<i2")


def new_verification_code() -> str:
    """Like K7QM-2FXT-9HJP: 59 bits, so that codes cannot be walked through."""
    letters = [secrets.choice(_LETTERS) for _ in range(12)]
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def input_digest(assessment: Assessment, answers: list[Answer]) -> str:
    """SHA-256 of all that was given and the version it was read by, as canonical JSON."""
    version = assessment.index_version
    given = {answer.question: _whole(answer) for answer in answers if not answer.to_confirm}
    told = {
        "index": [version.index_id, version.version, version.checksum],
        "engine": ENGINE_VERSION,
        "answers": given,
        "figures": figures_of(assessment),
    }
    told |= {"variant": assessment.variant} if assessment.variant else {}
    text = json.dumps(told, sort_keys=True, ensure_ascii=False, separators=(",", ":"), default=_plain)
    return hashlib.sha256(text.encode()).hexdigest()


def _whole(answer: Answer) -> list:
    given = [answer.state, answer.level, answer.numerator, answer.denominator, answer.count, answer.text]
    return [*given, answer.chosen] if answer.chosen else given


def _plain(number: object) -> str:
    """A number as the database keeps it, the same on SQLite and PostgreSQL."""
    return f"{number:.2f}"

"""A slip mended: until when a round may be corrected, and what its correction does to it.

Both results are kept. From the moment the correction is sent, the first one is marked as
replaced, and only the correction is counted.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db.models import Model
from django.dispatch import Signal

from accounts.models import User
from survey.answers.services import record_about
from survey.models import Assessment, Result

# Sent within the transaction of a correction: what hangs on the first result follows it.
# With `before`, `corrected` (both results), `by` and `now`.
round_corrected = Signal()

CORRECTED_WITHIN = timedelta(days=14)  # of sending the round for the first time

_OF_PROFILE = ("enterprise_name", "sector", "area", "size")
_NUMBERS = (
    "employees",
    "revenue",
    "capital",
)  # advice and law go by them, whatever they score


def first_of(assessment: Assessment) -> Assessment:
    """The round as it was sent for the first time; a correction may be corrected again."""
    while assessment.corrects is not None:
        assessment = assessment.corrects
    return assessment


def correctable_until(assessment: Assessment) -> datetime | None:
    """None where the round was not sent yet."""
    sent_at = first_of(assessment).submitted_at
    return sent_at + CORRECTED_WITHIN if sent_at else None


def is_correctable(assessment: Assessment, now: datetime) -> bool:
    """Whether a correction may be begun: sent not long ago, and not replaced already."""
    until = correctable_until(assessment)
    return assessment.replaced_at is None and until is not None and now < until


def is_too_late(correction: Assessment, now: datetime) -> bool:
    """Whether the days have run out while a correction was being written."""
    if correction.corrects is None:
        return False
    until = correctable_until(correction)
    return until is not None and now >= until


def first_result(assessment: Assessment) -> Result:
    """Made when it was sent; later engines may have added others beside it."""
    return assessment.results.order_by("created_at", "pk")[0]


def says_the_same(result: Result, before: Assessment) -> bool:
    """Whether a correction changes nothing of what was sent: neither answers nor profile."""
    first = first_result(before)
    if first.input_digest != result.input_digest:
        return False
    # A number of the profile may open or close a question without another answer being given.
    if bytes(first.levels) != bytes(result.levels):
        return False
    return _are_alike(first, result, _OF_PROFILE) and _are_alike(
        before, result.assessment, _NUMBERS
    )


def _are_alike(one: Model, other: Model, fields: Iterable[str]) -> bool:
    return all(getattr(one, name) == getattr(other, name) for name in fields)


def replace(*, correction: Assessment, by: User | None, now: datetime) -> None:
    """Within the transaction that sends the correction: what it corrects is replaced."""
    before = correction.corrects
    before.replaced_at = now
    before.save(update_fields=["replaced_at"])
    details = {"correction": str(correction.public_id)}
    record_about(before, "assessment.corrected", by, now, **details)


def tell_of_correction(corrected: Result, by: User | None, now: datetime) -> None:
    """Floors above let go along what they keep beside the first result."""
    before = first_result(corrected.assessment.corrects)
    round_corrected.send(
        sender=Assessment,
        before=before,
        corrected=corrected,
        by=by,
        now=now,
    )

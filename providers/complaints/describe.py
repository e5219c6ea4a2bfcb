"""A complaint as its pages show it to one side or to an officer."""

from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone
from django.utils.functional import Promise

from providers.complaints.transitions import moves_of, role_of
from providers.complaints.wording import BADGES, NEXT
from providers.models import Complaint, ComplaintFile, ComplaintStep
from registry.working_days import working_days_until


@dataclass(frozen=True)
class Deadline:
    """words: what is due. left, late: working days; one of them is None."""

    words: Promise
    day: date
    left: int | None
    late: int | None


@dataclass(frozen=True)
class Step:
    step: ComplaintStep
    who: str
    files: list[ComplaintFile]


@dataclass(frozen=True)
class Described:
    """moves: kinds of steps that the reader may do now. is_closed: nothing more is shown."""

    complaint: Complaint
    badge: str
    deadline: Deadline | None
    steps: list[Step]
    moves: set[str]
    is_under_way: bool
    is_closed: bool


def described(
    complaint: Complaint, side: str, now: datetime, *, steps: bool = True
) -> Described:
    """steps: not in lists, which show none."""
    today = timezone.localdate(now)
    # Taken back: only whoever wrote it reads it.
    is_closed = complaint.state == Complaint.State.WITHDRAWN and side != complaint.side
    moves = set() if is_closed else moves_of(side, complaint)
    if _is_too_late(complaint, today):
        moves.discard(ComplaintStep.Kind.APPEALED)
    return Described(
        complaint=complaint,
        badge=BADGES[complaint.state],
        deadline=deadline_of(complaint, side, today),
        steps=_steps(complaint) if steps and not is_closed else [],
        moves=moves,
        is_under_way=complaint.state in Complaint.UNDER_WAY,
        is_closed=is_closed,
    )


def _is_too_late(complaint: Complaint, today: date) -> bool:
    return complaint.appeal_by is not None and today > complaint.appeal_by


def deadline_of(complaint: Complaint, side: str, today: date) -> Deadline | None:
    words = NEXT.get((complaint.state, role_of(side, complaint)))
    day = complaint.due_on
    if words is None or day is None:
        return None
    left = working_days_until(today, day)
    if complaint.state in Complaint.DECIDED and left < 0:
        return None
    is_late = day < today
    return Deadline(words, day, None if is_late else left, -left if is_late else None)


def _steps(complaint: Complaint) -> list[Step]:
    """The files of a side stand with its first words: what they belong to is nowhere kept."""
    files: dict[str, list[ComplaintFile]] = {}
    for file in complaint.files.all():
        files.setdefault(file.side, []).append(file)
    steps = []
    for row in complaint.steps.all():
        steps.append(Step(row, _who(complaint, row), files.pop(row.side, [])))
    return steps


def _who(complaint: Complaint, row: ComplaintStep) -> str:
    house = complaint.house_of(row.side)
    return house.name if house else ""

"""Roadmaps of the demo's owner: one well under way, one from the round before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from roadmap.models import Roadmap
from roadmap.services import add_step, make_roadmap, tick_step
from roadmap.ways import Standing, Target
from survey.models import Result
from survey.queries import results_of_enterprise

DONE_NOW, DONE_BEFORE = 2, 4  # steps ticked off in the newest round, in the one before
OWN_STEP = "Họp cả quán 30 phút đầu tuần để xem việc nào đã xong"


def make_roadmaps(newest: Sequence[Result], by: User, now: datetime) -> list[Roadmap]:
    """For each result and the one before it the cheapest way to the next level, some steps ticked off."""
    made = []
    for result in newest:
        earlier = next((past for past in results_of_enterprise(result.organisation) if past.pk != result.pk), None)
        if earlier:
            made.append(_make(earlier, by, min(now, earlier.created_at + timedelta(days=1)), DONE_BEFORE))
        made.append(_make(result, by, min(now, result.created_at + timedelta(days=1)), DONE_NOW))
    return made


def _make(result: Result, by: User, at: datetime, done: int) -> Roadmap:
    standing = Standing(result)
    target = Target(standing.next_level)
    roadmap = make_roadmap(result=result, after=standing.cheapest(target), target=target, by=by, now=at)
    for number, step in enumerate(roadmap.steps.all()[:done], start=1):
        tick_step(step=step, done=True, by=by, now=at + timedelta(hours=number))
    add_step(roadmap=roadmap, text=OWN_STEP, horizon=0, due=None, who="", note="", by=by, now=at)
    return roadmap

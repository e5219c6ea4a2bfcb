"""Roadmaps of the demo's owner: those of the newest results under way, and what was planned a round before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position, Target
from roadmap.services import add_step, make_roadmap, tick_step
from scoring.evaluate import evaluate
from survey.models import Result
from survey.results.queries import results_of_enterprise

DONE_NOW = 2  # steps ticked off in the newest round
CHOSEN, LEFT = 4, 3  # of the round before: answers that rose since, others that did not
OWN_STEP = "Họp cả nhóm 30 phút đầu tuần để xem việc nào đã xong"


def make_roadmaps(newest: Sequence[Result], by: User, now: datetime) -> None:
    """For each result the cheapest way to the next level; for the round before what was planned then."""
    for result in newest:
        standing = Position(result)
        rounds = [
            past
            for past in results_of_enterprise(result.organisation)
            if past.created_at < result.created_at
        ]
        if rounds:
            _planned_before(rounds[0], standing, by)
        target = Target(standing.next_level)
        at = min(now, result.created_at + timedelta(days=1))
        roadmap = _make(standing, standing.cheapest(target), target, by, at)
        _tick(roadmap.steps.exclude(question="")[:DONE_NOW], by, at)


def _planned_before(earlier: Result, since: Position, by: User) -> None:
    """Some answers that rose until the next round, every other one not all the way, and some that did not rise."""
    standing = Position(earlier)
    cheapest = standing.cheapest(Target(standing.next_level))
    rose = [
        code for code in standing.counted if since.level(code) > standing.level(code)
    ]
    rose = [code for code in rose if standing.facts(code).advised]
    moves = {
        code: min(since.level(code) + place % 2, standing.top(code))
        for place, code in enumerate(rose[:CHOSEN])
    }
    raised = [
        code
        for code in standing.counted
        if cheapest[standing.place[code]] > standing.level(code)
    ]
    moves |= {
        code: cheapest[standing.place[code]]
        for code in [code for code in raised if code not in rose][:LEFT]
    }
    at = earlier.created_at + timedelta(days=1)
    after = standing.with_moves(moves)
    level = evaluate(standing.index.rubric, after).level
    target = Target(level if level != standing.outcome.level else None)
    roadmap = _make(standing, after, target, by, at)
    steps = roadmap.steps.exclude(question="")
    _tick(
        [step for step in steps if since.level(step.question) >= step.to_level],
        by,
        at + timedelta(days=60),
    )


def _make(
    standing: Position, after: Sequence[int], target: Target, by: User, at: datetime
) -> Roadmap:
    roadmap = make_roadmap(
        result=standing.result, after=after, target=target, by=by, now=at
    )
    add_step(
        roadmap=roadmap,
        text=OWN_STEP,
        horizon=3,
        due=None,
        who="",
        note="",
        by=by,
        now=at,
    )
    return roadmap


def _tick(steps: Sequence[RoadmapStep], by: User, at: datetime) -> None:
    for number, step in enumerate(steps, start=1):
        tick_step(step=step, done=True, by=by, now=at + timedelta(hours=number))

"""Roadmaps of the demo's owner: those under way, and what was planned a round before."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from accounts.models import User
from roadmap.models import Roadmap, RoadmapStep
from roadmap.planning.position import Position, Target
from roadmap.services import make_roadmap
from roadmap.steps.services import add_step, tick_step
from scoring.evaluate import evaluate
from survey.models import Result
from survey.results.queries import results_of_enterprise

DONE_NOW = 2  # steps ticked off in the newest round
CHOSEN, LEFT = 4, 3  # of the round before: answers that rose since, others that did not
ADVISED = Roadmap.Way.ADVISED
OWN_STEP = "Họp cả nhóm 30 phút đầu tuần để xem việc nào đã xong"


def make_roadmaps(newest: Sequence[Result], by: User, now: datetime) -> None:
    """For each result the advised way up; for the round before what was planned then."""
    for result in newest:
        position = Position(result)
        earlier = _round_before(result)
        if earlier:
            _plan_before(earlier, position, by)
        target = Target(position.next_level)
        at = min(now, result.created_at + timedelta(days=1))
        roadmap = _make(position, position.plan(target), target, by, at, ADVISED)
        _tick(roadmap.steps.exclude(question="")[:DONE_NOW], by, at)


def _round_before(result: Result) -> Result | None:
    for past in results_of_enterprise(result.organisation):
        if past.created_at < result.created_at:
            return past
    return None


def _plan_before(earlier: Result, since: Position, by: User) -> None:
    """What was planned for answers of which some have risen since, and some have not."""
    position = Position(earlier)
    moves = _moves_that_rose(position, since) | _moves_that_did_not(position, since)
    at = earlier.created_at + timedelta(days=1)
    after = position.with_moves(moves)
    level = evaluate(position.index.rubric, after).level
    # Moves that reach no new level are steps without an overall target.
    target = Target(level if level != position.outcome.level else None)
    roadmap = _make(position, after, target, by, at)
    done = []
    for step in roadmap.steps.exclude(question=""):
        if since.level(step.question) >= step.to_level:
            done.append(step)
    _tick(done, by, at + timedelta(days=60))


def _moves_that_rose(position: Position, since: Position) -> dict[str, int]:
    """Some answers that rose until the next round, every other one not all the way."""
    rose = [code for code in position.counted if _has_risen(code, position, since)]
    moves = {}
    for place, code in enumerate(rose[:CHOSEN]):
        moves[code] = min(since.level(code) + place % 2, position.top(code))
    return moves


def _moves_that_did_not(position: Position, since: Position) -> dict[str, int]:
    """Some answers of the advised way that stayed as they were."""
    advised = position.plan(Target(position.next_level))
    moves: dict[str, int] = {}
    for code in position.counted:
        level = advised[position.place[code]]
        is_raised = level > position.level(code)
        has_risen = _has_risen(code, position, since)
        if is_raised and not has_risen and len(moves) < LEFT:
            moves[code] = level
    return moves


def _has_risen(code: str, position: Position, since: Position) -> bool:
    """What is never advised is no step of a roadmap, however much it rose."""
    rose = since.level(code) > position.level(code)
    return rose and position.facts(code).advised


def _make(
    position: Position,
    after: Sequence[int],
    target: Target,
    by: User,
    at: datetime,
    way: str = Roadmap.Way.OWN,
) -> Roadmap:
    roadmap = make_roadmap(
        result=position.result, after=after, target=target, way=way, by=by, now=at
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

"""The roadmap on the result page: how far it is and what comes next, or how to make one."""

from dataclasses import dataclass

from accounts.access.scopes import Item, Scope, allows
from accounts.access.visitors import Visitor
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.home import Progress, progress_of
from roadmap.pages.reasons import Reasons
from roadmap.planning.level_words import raised_name
from roadmap.planning.position import Position
from roadmap.queries import corrected_result, roadmap_of, steps_of, tops_of
from survey.models import Result


@dataclass(frozen=True)
class Block:
    """progress: None where no steps are chosen, or they are not for this visitor."""

    result: Result
    is_own: bool
    progress: Progress | None
    coming: str  # name of the step to do next
    why: str  # it stands there
    target: int | None
    target_name: str


def block_of(
    result: Result, position: Position, scope: Scope, visitor: Visitor
) -> Block:
    """position: that of the reading of the same round that was made last.

    Whoever came by a share link may only try what if.
    """
    is_own = scope is Scope.OWN
    roadmap = None
    # The consent is asked anew: the result may be shared without its roadmap.
    enterprise, round_key = result.organisation, result.round_key
    if is_own or allows(visitor, enterprise, Item.ROADMAP, round_key):
        roadmap = roadmap_of(corrected_result(result))
    steps = steps_of(roadmap) if roadmap else []
    progress = progress_of(roadmap, steps) if roadmap else None
    coming = progress.next if progress else None
    target = roadmap.target if roadmap else position.offered_level
    return Block(
        result=result,
        is_own=is_own,
        progress=progress,
        coming=_name(position, coming) if coming else "",
        why=_why(position, roadmap, steps, coming) if roadmap and coming else "",
        target=target,
        target_name=position.level_name(target),
    )


def _why(
    position: Position, roadmap: Roadmap, steps: list[RoadmapStep], step: RoadmapStep
) -> str:
    if step.is_own:
        return ""
    after = position.with_raises(tops_of(steps))
    reasons = Reasons(position, after, roadmap.way, roadmap.left_out)
    return reasons.why(step.question, step.from_level)


def _name(position: Position, step: RoadmapStep) -> str:
    if step.question not in position.place:
        return step.text
    return raised_name(position, step.question, step.from_level, step.to_level)

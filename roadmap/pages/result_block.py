"""The roadmap on the result page: how far it is and what comes next, or how to make one."""

from dataclasses import dataclass

from accounts.access import Item, Scope, Visitor, allows
from language.texts import in_language
from roadmap.home import Progress, progress_of
from roadmap.models import RoadmapStep
from roadmap.planning.level_words import raised_name
from roadmap.planning.position import Position
from roadmap.queries import roadmap_of, steps_of
from survey.models import Result


@dataclass(frozen=True)
class Block:
    """progress: None where no steps are chosen, or they are not for this visitor."""

    result: Result
    is_own: bool
    progress: Progress | None
    coming: str  # name of the step that is due first
    target: int | None
    target_name: str


def block_of(result: Result, newest: Result, scope: Scope, visitor: Visitor) -> Block:
    """newest: the reading of the same round that was made last. Whoever came by a share link may only try what if."""
    standing, is_own = Position(newest), scope is Scope.OWN
    kept = (
        roadmap_of(result)
        if is_own or allows(visitor, result.organisation, Item.ROADMAP)
        else None
    )
    progress = progress_of(kept, steps_of(kept)) if kept else None
    target = kept.target if kept else standing.offered_level
    coming = progress.next if progress else None
    return Block(
        result=result,
        is_own=is_own,
        progress=progress,
        coming=_name(standing, coming) if coming else "",
        target=target,
        target_name=in_language(standing.index.level_name(target))
        if target is not None
        else "",
    )


def _name(standing: Position, step: RoadmapStep) -> str:
    known = step.question in standing.place
    return (
        raised_name(standing, step.question, step.from_level, step.to_level)
        if known
        else step.text
    )

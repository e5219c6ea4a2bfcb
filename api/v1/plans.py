"""The plan of a round: the steps that its enterprise has chosen, in their order."""

from datetime import date, datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Router
from pydantic import Field

from accounts.access.programs import Right
from accounts.access.scopes import Scope
from api.v1.rights import takes
from api.v1.shapes import Told
from roadmap.access import readable
from roadmap.models import Roadmap, RoadmapStep
from roadmap.pages.goals import describe_roadmap
from roadmap.pages.parts import StepDescription
from roadmap.planning.position import Position
from roadmap.queries import newest_rescore, roadmap_of

router = Router(auth=takes(Right.READ_PLANS), tags=["plan"])


class StepTold(Told):
    id: UUID
    question: str = Field(description=_("empty for a step of the enterprise's own"))
    name: str
    task: str
    why: str
    pillar: str
    from_level: int | None
    to_level: int | None
    horizon: int = Field(description=_("months from when the plan was made"))
    due: date
    done_at: datetime | None
    cost: str
    who: str = Field(description=_("empty for everybody but the enterprise itself"))
    note: str


class PlanTold(Told):
    result: UUID
    made_at: datetime | None = Field(description=_("null where none was kept yet"))
    target: int | None
    cost: str
    done: int
    total: int
    steps: list[StepTold]


@router.get(
    "/{uuid:public_id}/plan",
    response=PlanTold,
    summary=_("The plan of the round that a result is of"),
)
def plan(request: HttpRequest, public_id: UUID) -> dict:
    result, scope = readable(request, public_id, "roadmap")
    is_own = scope is Scope.OWN
    position = Position(newest_rescore(result), for_others=not is_own)
    kept = roadmap_of(position.result)
    told = {"result": position.result.public_id}
    if kept is None:
        return told | _NONE
    return told | _plan(request, kept, position, is_own)


_NONE = {
    "made_at": None,
    "target": None,
    "cost": "",
    "done": 0,
    "total": 0,
    "steps": [],
}


def _plan(
    request: HttpRequest, kept: Roadmap, position: Position, is_own: bool
) -> dict:
    described = describe_roadmap(
        kept, position, request.now, is_own=is_own, helped=False
    )
    return {
        "made_at": kept.made_at,
        "target": kept.target,
        "cost": described.cost,
        "done": described.done,
        "total": described.total,
        "steps": [_step(each, is_own) for each in described.steps],
    }


def _step(described: StepDescription, is_own: bool) -> dict:
    step: RoadmapStep = described.step
    return {
        "id": step.public_id,
        "question": step.question,
        "name": described.name,
        "task": described.do,
        "why": described.why,
        "pillar": described.pillar,
        "from_level": step.from_level,
        "to_level": step.to_level,
        "horizon": step.horizon,
        "due": step.due,
        "done_at": step.done_at,
        "cost": described.cost,
        "who": described.who if is_own else "",
        "note": step.note if is_own else "",
    }

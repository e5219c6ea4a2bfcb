"""Results, as far as the caller may see each: own ones, and those shared by consent."""

from datetime import datetime
from uuid import UUID

from django.http import HttpRequest
from django.utils.translation import gettext_noop as _
from ninja import Router
from pydantic import Field

from accounts.access.actions import Action
from accounts.access.fetching import fetch_scoped
from accounts.access.owners import own_enterprises
from accounts.access.programs import Right
from accounts.access.scopes import Item, Scope, allows_on_shared, seen_through
from accounts.access.visitors import visitor_of
from api.cursors import Order, page
from api.v1.rights import takes
from api.v1.shapes import Asked, Number, PageOf, Told
from reports.contents.answers import Criterion, Indicator, Pillar
from reports.contents.levels import Level
from reports.contents.whole import Contents
from reports.gather.frozen import Frozen
from reports.gather.whole import contents_of
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results

router = Router(auth=takes(Right.READ_ASSESSMENTS), tags=["results"])
NEWEST_FIRST = Order(("created_at", "public_id"), is_falling=True)


class LevelTold(Told):
    number: int
    name: str


class CriterionTold(Told):
    code: str
    name: str
    ask: str
    level: int | None = Field(description=_("null where it does not apply"))
    answer: str
    points: Number | None
    maximum: Number


class IndicatorTold(Told):
    code: str
    name: str
    points: Number
    maximum: Number
    percent: Number | None
    criteria: list[CriterionTold] | None = Field(
        description=_("null where the caller may not see answers")
    )


class PillarTold(Told):
    code: str
    name: str
    points: Number
    maximum: Number
    percent: Number | None
    level: LevelTold | None
    indicators: list[IndicatorTold] | None


class ResultRow(Told):
    id: UUID
    assessment: UUID
    enterprise: UUID
    index: str
    version: int
    round: int
    at: datetime
    level: int | None
    total: Number
    maximum: Number


class ResultTold(ResultRow):
    scope: str = Field(description=_("aggregate, pillars, answers, evidence or own"))
    name: str
    percent: Number | None
    level_name: str
    grade: str | None
    verification_code: str
    verify_url: str
    pillars: list[PillarTold] | None


@router.get(
    "", response=PageOf[ResultRow], summary=_("Results of one's own enterprises")
)
def own_results(request: HttpRequest, asked: Asked) -> dict:
    # Colleagues too, as on their pages; only what is decided for an enterprise is its owners'.
    own = own_enterprises(visitor_of(request), Action.READ)
    rows = results().filter(organisation__in=own)
    return page(rows, NEWEST_FIRST, **asked.model_dump(), row_of=result_row)


def result_row(result: Result) -> dict:
    return {
        "id": result.public_id,
        "assessment": result.assessment.public_id,
        "enterprise": result.organisation.public_id,
        "index": result.index_version.index_id,
        "version": result.index_version.version,
        "round": result.assessment.round,
        "at": result.created_at,
        "level": result.level,
        "total": result.total_points,
        "maximum": result.maximum_points,
    }


@router.get(
    "/{uuid:public_id}",
    response=ResultTold,
    summary=_("One result, as far as the caller may see it"),
    description=_(
        "Own ones as a whole; of members what they share at this moment, and each look "
        "is written down for them."
    ),
)
def result(request: HttpRequest, public_id: UUID) -> dict:
    found, scope = fetch_scoped(request, results(), public_id=public_id)
    visitor = visitor_of(request)
    record_opening(
        result=found,
        scope=scope,
        part="api",
        by=visitor.user,
        through=seen_through(visitor, found.organisation, scope, found.round_key),
        now=request.now,
    )
    # How far it is proved is told only where the consent names it.
    is_graded = allows_on_shared(visitor, found, Item.GRADE)
    contents = contents_of(Frozen(found), scope=scope, is_graded=is_graded)
    return {**result_row(found), **_contents(contents)}


def _contents(contents: Contents) -> dict:
    sees_pillars = contents.scope >= Scope.PILLARS
    return {
        "scope": contents.scope.name.lower(),
        "name": contents.name,
        "percent": contents.percent,
        "level_name": contents.level.name if contents.level else "",
        "grade": contents.grade.name or None,
        "verification_code": contents.verification_code,
        "verify_url": contents.verify_url,
        "pillars": [_pillar(each, contents.scope) for each in contents.pillars]
        if sees_pillars
        else None,
    }


def _pillar(pillar: Pillar, scope: Scope) -> dict:
    return {
        "code": pillar.code,
        "name": pillar.name,
        "points": pillar.points,
        "maximum": pillar.maximum,
        "percent": pillar.percent,
        "level": _level(pillar.level),
        "indicators": [_indicator(each) for each in pillar.indicators]
        if scope >= Scope.ANSWERS
        else None,
    }


def _level(level: Level | None) -> dict | None:
    return {"number": level.number, "name": level.name} if level else None


def _indicator(indicator: Indicator) -> dict:
    return {
        "code": indicator.code,
        "name": indicator.name,
        "points": indicator.points,
        "maximum": indicator.maximum,
        "percent": indicator.percent,
        "criteria": [_criterion(each) for each in indicator.criteria],
    }


def _criterion(criterion: Criterion) -> dict:
    return {
        "code": criterion.code,
        "name": criterion.name,
        "ask": criterion.ask,
        "level": criterion.level,
        "answer": criterion.answer,
        "points": criterion.points,
        "maximum": criterion.maximum,
    }

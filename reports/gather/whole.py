"""All parts of the contents put together, in the active language.

With a constant number of queries.
"""

from dataclasses import replace
from datetime import datetime

from django.urls import reverse

from accounts.access.scopes import Scope
from accounts.site import at_site
from associations.assisted.queries import assisted_of
from associations.assisted.wording import typed_by
from language.texts import in_language, language
from registry.areas import area
from registry.sector_names import SECTORS
from reports.contents.answers import Pillar
from reports.contents.steps import Suggested
from reports.contents.whole import Contents, cut, for_partner
from reports.gather.answers import pillars_of
from reports.gather.comparison import compared
from reports.gather.findings import (
    findings_of,
    raises,
    way_of,
)
from reports.gather.frozen import Frozen, percent
from reports.gather.grades import grades_of, proofs_by_code, untold
from reports.gather.levels import distance_of, ladder_of, level_of
from reports.gather.roadmap import with_roadmap
from reports.gather.rounds import rounds_of
from reports.gather.source import source_of
from reports.gather.standing import standing_of, tells_views
from reports.gather.suggestions import suggested_of
from reports.gather.unscored import unscored_of
from reports.signature.certificate import signature
from roadmap.pages.reasons import open_law
from survey.models import Result
from survey.results.firm import firm_for_others, firm_of
from survey.results.wording import size_of_result


def contents_of(
    frozen: Frozen,
    *,
    scope: Scope,
    is_graded: bool = True,
    suggested: Suggested | None = None,
) -> Contents:
    """What the page of a result says, cut down to what the visitor may see.

    Without the ways up, which only some pages show (`with_way`).
    is_graded: whether the visitor may see how far the answers are proved.
    """
    result = frozen.result
    proofs = proofs_by_code(frozen) if is_graded else {}
    total, *grades = grades_of(frozen, proofs) if is_graded else untold(frozen)
    firm = firm_of(result) if scope is Scope.OWN else firm_for_others(result)
    contents = Contents(
        scope=scope,
        language=language(),
        grade=total,
        source=source_of(frozen.index, result.engine_version),
        ladder=ladder_of(frozen.index),
        unscored=unscored_of(frozen),
        suggested=suggested,
        **_enterprise(result),
        **_result(frozen),
        **_pillars(frozen, pillars_of(frozen, proofs, grades, firm)),
        **rounds_of(result, scope),
    )
    # All is gathered and then cut in one place, so that no part forgets who is reading.
    return cut(contents, scope)


def with_way(contents: Contents, frozen: Frozen) -> Contents:
    """The contents with the ways up: the cheapest raises of what is weakest, and the way we advise.

    Searching that takes long, so only where it is shown; for those who may see answers.
    """
    if contents.scope < Scope.ANSWERS:
        return contents
    # What the enterprise set aside is its own affair: others see every raise.
    is_own = contents.scope is Scope.OWN
    without = frozen.left_out if is_own else set()
    position = frozen.position if is_own else frozen.position_for_others

    steps = []
    for part in contents.weakest:
        steps += raises(frozen, part, without)
    way = way_of(frozen, position, contents.distance, contents.pillars, without)
    return replace(contents, steps=tuple(steps), way=way)


def with_standing(contents: Contents, frozen: Frozen) -> Contents:
    """The contents with what the enterprise has and lacks; for those who may see answers."""
    if contents.scope < Scope.ANSWERS:
        return contents
    is_own = contents.scope is Scope.OWN
    position = frozen.position if is_own else frozen.position_for_others
    without = frozen.left_out if is_own else set()
    standing = standing_of(frozen, position, contents.pillars, without)
    if is_own:
        standing = replace(standing, open_law=open_law(position))
    return replace(contents, standing=standing)


def report_of(
    result: Result,
    *,
    scope: Scope,
    now: datetime,
    is_graded: bool = True,
) -> Contents:
    """What the report of `result` says: the same, beside others, with roadmap and helpers."""
    frozen = Frozen(result)
    suggested = suggested_of(frozen, scope, now)
    contents = contents_of(
        frozen, scope=scope, is_graded=is_graded, suggested=suggested
    )
    contents = with_standing(contents, frozen)
    contents = with_roadmap(compared(contents, result), frozen, now)
    # What the enterprise chose takes the place of what we advise: no way need be searched.
    return contents if contents.roadmap else with_way(contents, frozen)


def partner_report_of(
    result: Result,
    *,
    scope: Scope,
    is_graded: bool = True,
) -> Contents:
    """What the report for a bank or a partner says."""
    return for_partner(contents_of(Frozen(result), scope=scope, is_graded=is_graded))


def _enterprise(result: Result) -> dict:
    """As it was when it submitted."""
    unit = area(result.area)
    return {
        "name": result.enterprise_name,
        "is_fictional": result.organisation.is_fictional,
        "is_household": result.organisation.is_household_business,
        "sector": str(SECTORS.get(result.sector, "")),
        "area": in_language(unit.name) if unit else "",
        "size": size_of_result(result),
    }


def _result(frozen: Frozen) -> dict:
    result = frozen.result
    code = result.verification_code
    bounds = frozen.index.rubric.total_bounds
    return {
        "public_id": str(result.public_id),
        "at": result.answered_at,
        "round": result.assessment.round,
        "level": level_of(frozen.index, result.level),
        "total": result.total_points,
        "maximum": result.maximum_points,
        "percent": percent(result.total, result.maximum, bounds),
        "answered": result.answered,
        "typed_by": _typed_by(result),
        "verification_code": code,
        "signature": signature(),
        "verify_url": at_site(reverse("reports:verify", args=[code])),
    }


def _typed_by(result: Result) -> str:
    assisted = assisted_of(result.assessment)
    return typed_by(assisted) if assisted else ""


def _pillars(frozen: Frozen, pillars: tuple[Pillar, ...]) -> dict:
    """What is strong and weak in the pillars, and how far the next level is."""
    findings = findings_of(pillars, tells_views(frozen.index))
    return {
        "pillars": pillars,
        "strengths": findings.strengths,
        "gaps": findings.gaps,
        "weakest": findings.weakest,
        "even": findings.even,
        "distance": distance_of(frozen),
    }

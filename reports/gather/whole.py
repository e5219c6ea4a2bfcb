"""All parts of the contents put together, in the active language, with a constant number of queries."""

from collections.abc import Iterable
from datetime import datetime

from django.urls import reverse

from accounts.access import Scope
from accounts.site import at_site
from language.texts import in_language, language
from registry.areas import area
from registry.sector_names import SECTORS
from registry.sizes import size_names
from reports.contents.steps import Suggestion
from reports.contents.whole import Contents, cut
from reports.gather.answers import pillars_of
from reports.gather.comparison import compared
from reports.gather.findings import raises, ranked, way_of
from reports.gather.frozen import Frozen, level_of, percent
from reports.gather.grades import UNTOLD, grades_of, proofs_by_code
from reports.gather.roadmap import with_roadmap
from reports.gather.rounds import rounds_of
from reports.gather.source import source_of
from reports.gather.standing import distance_of, ladder_of
from reports.gather.suggestions import suggestions_of
from reports.gather.unscored import unscored_of
from roadmap.queries import left_out_of
from survey.models import Result


def contents_of(
    result: Result,
    *,
    scope: Scope,
    is_graded: bool = True,
    suggestions: Iterable[Suggestion] = (),
) -> Contents:
    """What the page of `result` says, cut down to what the visitor may see.

    is_graded: whether the visitor may see how far the answers are proved.
    """
    frozen = Frozen(result)
    index, proofs = frozen.index, proofs_by_code(frozen) if is_graded else {}
    grade, *grades = (
        grades_of(frozen, proofs)
        if is_graded
        else [UNTOLD] * (1 + len(frozen.index.pillars))
    )
    pillars = pillars_of(frozen, proofs, grades)
    strengths, gaps = ranked(
        indicator for pillar in pillars for indicator in pillar.indicators
    )
    distance = distance_of(frozen)
    without = left_out_of(result, None) if scope is Scope.OWN else ()
    contents = Contents(
        scope=scope,
        language=language(),
        public_id=str(result.public_id),
        name=result.enterprise_name,
        is_fictional=result.organisation.is_fictional,
        at=result.answered_at,
        round=result.assessment.round,
        **_profile(result),
        level=level_of(index, result.level),
        total=result.total_points,
        maximum=result.maximum_points,
        percent=percent(result.total, result.maximum),
        answered=result.answered,
        grade=grade,
        verification_code=result.verification_code,
        verify_url=at_site(reverse("reports:verify", args=[result.verification_code])),
        source=source_of(index, result.engine_version),
        ladder=ladder_of(index),
        cuts=tuple(
            float(band.cut * 100) for band in index.rubric.bands if band.cut is not None
        ),
        pillars=pillars,
        strengths=strengths,
        gaps=gaps,
        distance=distance,
        steps=tuple(step for gap in gaps for step in raises(frozen, gap, without)),
        way=way_of(frozen, distance, pillars, without)
        if scope >= Scope.ANSWERS
        else None,
        unscored=unscored_of(frozen),
        suggestions=tuple(suggestions),
        **rounds_of(result, scope),
    )
    return cut(contents, scope)


def report_of(
    result: Result, *, scope: Scope, now: datetime, is_graded: bool = True
) -> Contents:
    """What the report of `result` says: the same, beside others, with the roadmap and who can help."""
    suggestions = suggestions_of(result, scope, now)
    contents = contents_of(
        result, scope=scope, is_graded=is_graded, suggestions=suggestions
    )
    return with_roadmap(compared(contents, result), result, now)


def _profile(result: Result) -> dict[str, str]:
    unit, size = area(result.area), size_names().get(result.size)
    return {
        "sector": str(SECTORS.get(result.sector, "")),
        "area": in_language(unit.name) if unit else "",
        "size": in_language(size) if size else "",
    }

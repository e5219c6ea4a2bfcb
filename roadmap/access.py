"""Who may read and who may change a roadmap."""

from django.http import Http404, HttpRequest
from django.utils import timezone

from accounts.access.actions import Action
from accounts.access.fetching import fetch, fetch_followed
from accounts.access.scopes import Item, Scope, require_item, scope_on, seen_through
from accounts.access.visitors import person_of, visitor_of
from roadmap.models import Roadmap
from roadmap.queries import corrected_result, newest_rescore, roadmap_of
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results


def readable(request: HttpRequest, public_id, part: str) -> tuple[Result, Scope]:
    """The result, for whoever may see the roadmap; what others open is noted.

    Of one that was replaced, its correction: the roadmap has moved there.
    """
    result, scope = fetch_followed(
        request, results(), Scope.ANSWERS, public_id=public_id
    )
    visitor = visitor_of(request)
    require_item(visitor, result.organisation, Item.ROADMAP, result.round_key)
    record_opening(
        result=result,
        part=part,
        scope=scope,
        through=seen_through(visitor, result.organisation, scope, result.round_key),
        by=person_of(request),
        now=timezone.now(),
    )
    return corrected_result(result), scope


def sees_other_rounds(request: HttpRequest, result: Result) -> bool:
    """A consent may be for this one only: then nothing is said of those before and after."""
    scope = scope_on(visitor_of(request), result.organisation)
    return scope >= Scope.ANSWERS


def writable(request: HttpRequest, public_id) -> Result:
    """From whichever of its results the page was opened, a round has one roadmap."""
    result = fetch(request, results(), Action.WRITE, public_id=public_id)
    return corrected_result(result)


def kept_roadmap(result: Result) -> Roadmap:
    """The roadmap that a step belongs to or is added to; nothing there, nothing to change."""
    kept = roadmap_of(newest_rescore(result))
    if kept is None:
        raise Http404
    return kept

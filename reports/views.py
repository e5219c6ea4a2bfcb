"""The result page, and what can be taken away from it."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import (
    require_http_methods,
    require_POST,
    require_safe,
)

from accounts.access.actions import Action, may, refused
from accounts.access.fetching import fetch_scoped
from accounts.access.links import open_share
from accounts.access.scopes import (
    Item,
    Scope,
    allows,
    allows_on_shared,
    scope_on,
    seen_through,
)
from accounts.access.visitors import visitor_of
from accounts.brakes.aside import aside
from accounts.brakes.heavy import heavy
from accounts.held import is_claimed
from accounts.links.views import link_ended, silent_page
from accounts.ratelimit import slow_down
from accounts.site import at_site
from associations.review.decisions.beside import beside_result
from language.collation import unaccented
from language.texts import language_asked_for, spoken_to
from reports.charts.images import CONTENT_TYPES, KINDS, chart_image
from reports.contents.whole import Contents
from reports.elsewhere.cards import has_elsewhere
from reports.gather.comparison import compared
from reports.gather.frozen import Frozen
from reports.gather.whole import (
    contents_of,
    with_standing,
    with_way,
)
from reports.limits import too_many_files
from reports.made import Asked, report_made
from reports.pages.comparison import comparison_page_of
from reports.pages.result import page_of
from reports.wording.comparison import who_counts
from reports.wording.results import replaced
from roadmap.pages.result_block import Block, block_of
from roadmap.queries import newest_rescore
from survey.evidence.queries import questions_declined
from survey.feedback.fields import blank_fields
from survey.feedback.views import has_said
from survey.models import Result
from survey.results.corrections import correctable_until, is_correctable
from survey.results.openings import record_opening
from survey.results.queries import results
from survey.results.share_links import (
    SHARED_FOR,
    make_share_link,
    open_links,
    revoke_share_link,
    shared_result,
)

BREADTH = "so-voi"  # in the address of the comparison: whom with
LONGEST_NAME = 60  # of an enterprise, in the name of a file

# In the session: [public id of the result, address] of a link just made, shown once.
NEW_LINK = "new_share_link"


def _open(
    request: HttpRequest,
    public_id,
    part: str,
    least: Scope = Scope.AGGREGATE,
) -> tuple[Result, Scope]:
    """The result and how far the visitor may see it; that it was opened is recorded."""
    result, scope = fetch_scoped(request, results(), least, public_id=public_id)
    visitor = visitor_of(request)
    record_opening(
        result=result,
        scope=scope,
        part=part,
        by=visitor.user,
        through=seen_through(visitor, result.organisation, scope, result.round_key),
        now=timezone.now(),
    )
    return result, scope


def _contents(request: HttpRequest, frozen: Frozen, scope: Scope) -> Contents:
    is_graded = _may_see_grade(request, frozen.result)
    return contents_of(frozen, scope=scope, is_graded=is_graded)


def _may_see_grade(request: HttpRequest, result: Result) -> bool:
    """How far the answers are proved is told only where the consent names it."""
    return allows_on_shared(visitor_of(request), result, Item.GRADE)


@login_not_required
@never_cache
@require_safe
def result_page(request: HttpRequest, public_id) -> HttpResponse:
    return _result_page(request, public_id)


def _result_page(request: HttpRequest, public_id) -> HttpResponse:
    result, scope = _open(request, public_id, "result")
    frozen = Frozen(result)
    contents = with_standing(_contents(request, frozen, scope), frozen)
    contents = compared(contents, result)
    block = _roadmap_block(request, frozen, contents)
    if _shows_steps(scope, block):
        contents = with_way(contents, frozen)
    context = {
        "page": page_of(contents),
        "compare": comparison_page_of(contents),
        "result": result,
        "roadmap": block,
        "has_elsewhere": scope is Scope.OWN and has_elsewhere(result),
        "assessment": result.assessment,
        "enterprise": result.organisation,
        "links": open_links(result, visitor_of(request), timezone.now()),
        "correct_until": _correct_until(result, scope),
        "feedback": _feedback(request, result, scope),
        "reviews": beside_result(visitor_of(request), result, scope, frozen.reviews),
        # Not whoever has a link to this one result alone.
        "may_open_others": _may_open_others(request, result),
        "new_link": _new_link(request, result),
        "shared_days": SHARED_FOR.days,
        **_rights(request, result, scope),
    }
    return render(request, "reports/result.html", context)


def _rights(
    request: HttpRequest,
    result: Result,
    scope: Scope,
) -> dict[str, bool]:
    is_own = scope is Scope.OWN
    visitor, enterprise = visitor_of(request), result.organisation
    may_contact = allows(visitor, enterprise, Item.CONTACT, result.round_key)
    return {
        "is_own": is_own,
        "may_share": may(visitor, Action.SHARE, enterprise),
        "may_contact": may_contact and not is_own,
        "may_review": scope is Scope.EVIDENCE,
        "may_claim": is_own and not is_claimed(result.organisation),
    }


def _shows_steps(scope: Scope, block: Block | None) -> bool:
    """Others are also told by them that answers are shared with them (`reader.html`)."""
    has_chosen = block is not None and block.progress is not None
    return scope is not Scope.OWN or not has_chosen


def _correct_until(result: Result, scope: Scope) -> datetime | None:
    """None where it is not the reader's to correct, or the days are over."""
    if scope is not Scope.OWN or not is_correctable(result.assessment, timezone.now()):
        return None
    return correctable_until(result.assessment)


def _feedback(request: HttpRequest, result: Result, scope: Scope) -> str:
    """The question at the end; empty where it is answered, or is not the reader's."""
    if scope is not Scope.OWN or has_said(request, result.assessment):
        return ""
    return blank_fields()


def _may_open_others(request: HttpRequest, result: Result) -> bool:
    visitor = visitor_of(request)
    scope = scope_on(visitor, result.organisation, result.round_key)
    return scope is not Scope.NOTHING


def _roadmap_block(
    request: HttpRequest,
    frozen: Frozen,
    contents: Contents,
) -> Block | None:
    """Who has chosen steps is told those; other first steps beside them would confuse."""
    if contents.scope < Scope.ANSWERS:
        return None
    # Where nothing newer was read, the page has read it all already.
    newest = Frozen(newest_rescore(frozen.result)) if contents.newer else frozen
    is_own = contents.scope is Scope.OWN
    position = newest.position if is_own else newest.position_for_others
    return block_of(frozen.result, position, contents.scope, visitor_of(request))


def _new_link(request: HttpRequest, result: Result) -> str:
    """The address of a link just made; it is shown this one time."""
    public_id, address = request.session.get(NEW_LINK, ("", ""))
    if public_id != str(result.public_id):
        return ""
    del request.session[NEW_LINK]
    return address


@login_not_required
@never_cache
@require_safe
def answers_page(request: HttpRequest, public_id) -> HttpResponse:
    result, scope = _open(request, public_id, "answers", Scope.ANSWERS)
    contents = _contents(request, Frozen(result), scope)
    is_own = scope is Scope.OWN
    context = {
        "contents": contents,
        "replaced": replaced(contents),
        "assessment": result.assessment,
        "is_own": is_own,
        "declined": questions_declined(result.assessment) if is_own else (),
    }
    return render(request, "reports/answers.html", context)


@login_not_required
@never_cache
@require_safe
def comparison_page(request: HttpRequest, public_id) -> HttpResponse:
    result, scope = _open(request, public_id, "comparison", Scope.PILLARS)
    contents = _contents(request, Frozen(result), scope)
    contents = compared(contents, result, breadth=request.GET.get(BREADTH, ""))
    context = {
        "contents": contents,
        "replaced": replaced(contents),
        "compare": comparison_page_of(contents),
        "enterprise": result.organisation,
        "assessment": result.assessment,
        "breadth": BREADTH,
        "who_counts": who_counts(),
        **_rights(request, result, scope),
    }
    return render(request, "reports/compare.html", context)


@login_not_required
@never_cache
@require_safe
@heavy
def report_file(
    request: HttpRequest,
    public_id,
    *,
    is_for_partner: bool = False,
) -> HttpResponse:
    # Before anything is read or recorded: who is slowed down shall cost nothing.
    if too_many_files(request):
        return slow_down(request)
    result, scope = _open(request, public_id, "report")
    # The file may be in another language than the site, and its name with it.
    is_household = result.organisation.is_household_business
    language = spoken_to(language_asked_for(request.GET), is_household=is_household)
    asked = Asked(
        key=result.pk,
        scope=scope,
        is_graded=_may_see_grade(request, result),
        is_for_partner=is_for_partner,
        language=language,
        now=timezone.now(),
    )
    report = aside(report_made, asked)
    with translation.override(language):
        what = (
            _("digital-readiness-partner") if is_for_partner else _("digital-readiness")
        )
        name = _file_name(what, report.name, report.at)
    return _file(report.content, "application/pdf", f"{name}.pdf")


@login_not_required
@never_cache
@require_safe
@heavy
def chart_file(
    request: HttpRequest,
    public_id,
    kind: str,
    form: str,
) -> HttpResponse:
    if kind not in KINDS or form not in CONTENT_TYPES:
        raise Http404
    if too_many_files(request):
        return slow_down(request)
    result, scope = _open(request, public_id, "chart", Scope.PILLARS)
    contents = _contents(request, Frozen(result), scope)
    image = chart_image(contents, kind, form)
    name = _file_name(kind, contents.name, contents.at)
    return _file(image, CONTENT_TYPES[form], f"{name}.{form}")


def _file_name(what: str, enterprise: str, at: datetime) -> str:
    # Empty where the enterprise's name has no Latin letter.
    name = slugify(unaccented(enterprise))[:LONGEST_NAME].strip("-")
    day = f"{timezone.localtime(at):%Y-%m-%d}"
    return "-".join(filter(None, (what, name, day)))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _shareable(request: HttpRequest, public_id) -> Result:
    """The result, for whoever may share it; a reader who tries gets 403."""
    result, _scope = fetch_scoped(request, results(), public_id=public_id)
    visitor = visitor_of(request)
    if not may(visitor, Action.SHARE, result.organisation):
        raise refused(visitor, result.organisation)
    return result


@login_not_required
@require_POST
def share_link(request: HttpRequest, public_id) -> HttpResponse:
    result = _shareable(request, public_id)
    _link, token = make_share_link(result=result, by=request.user, now=timezone.now())
    address = at_site(reverse("reports:shared", args=[token]))
    # Only its hash is kept, so the next page is the one chance to show the secret.
    request.session[NEW_LINK] = [str(public_id), address]
    return _back_to_sharing(public_id)


@login_not_required
@require_POST
def revoke_link(request: HttpRequest, public_id, link_id) -> HttpResponse:
    result = _shareable(request, public_id)
    links = result.share_links.select_related("result")
    link = get_object_or_404(links, public_id=link_id)
    revoke_share_link(link=link, by=request.user, now=timezone.now())
    text = _("The link is revoked. Whoever has it can no longer open this result.")
    messages.success(request, text)
    return _back_to_sharing(public_id)


def _back_to_sharing(public_id) -> HttpResponse:
    return redirect(f"{reverse('reports:result', args=[public_id])}#share")


@login_not_required
@never_cache
# It opens what is handed out anyway, also for a browser that keeps no cookies.
@csrf_exempt
@require_http_methods(["GET", "HEAD", "POST"])
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """A silent page with one button; then the result itself, at the address that was shared.

    So the address that stands in the browser can be passed on.
    """
    found = shared_result(token=token, now=timezone.now())
    if request.method == "POST":
        if found is None:
            return link_ended(request)
        link, result = found
        open_share(request, link)
        # A browser that keeps nothing would be asked again and again.
        return (
            redirect(request.path)
            if request.COOKIES
            else _result_page(request, result.public_id)
        )
    opened = visitor_of(request).shares
    if found is None or str(found[0].public_id) not in opened:
        return silent_page(request)
    return _result_page(request, found[1].public_id)

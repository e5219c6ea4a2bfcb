"""The result page, what can be taken away from it, and the page that checks a report."""

from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.text import slugify
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access import (
    Action,
    Item,
    Scope,
    allows_on_shared,
    fetch_scoped,
    is_claimed,
    may,
    open_share,
    seen_through,
    visitor_of,
)
from accounts.ratelimit import slow_down
from accounts.site import at_site
from language.collation import unaccented
from reports.gather.comparison import compared
from reports.gather.whole import contents_of, report_of
from reports.images import CONTENT_TYPES, KINDS, chart_image
from reports.limits import is_limited, too_many_files
from reports.pages.comparison import compare_page_of
from reports.pages.elsewhere import has_elsewhere
from reports.pages.result import genuine_of, page_of
from reports.pdf.build import build_pdf
from reports.queries import normalised_code, result_of_code, standing_links
from roadmap.pages.result_block import block_of
from roadmap.queries import newest_rescore
from survey.models import Result
from survey.results.openings import record_opening
from survey.results.queries import results
from survey.results.share_links import make_share_link, revoke_share_link, shared_result

BREADTH = "so-voi"  # in the address of the comparison: whom with
NEW_LINK = "new_share_link"  # session: [public id of the result, address] of a link just made, shown once


def _opened(
    request: HttpRequest, public_id, part: str, least: Scope = Scope.AGGREGATE
) -> tuple[Result, Scope]:
    result, scope = fetch_scoped(request, results(), least, public_id=public_id)
    visitor = visitor_of(request)
    through = seen_through(visitor, result.organisation, scope)
    record_opening(
        result=result,
        scope=scope,
        part=part,
        by=visitor.user,
        through=through,
        now=timezone.now(),
    )
    return result, scope


def _seen(request: HttpRequest, found: Result, scope: Scope) -> dict:
    """How much of it the visitor may see; how far the answers are proved only where the consent names it."""
    return {
        "scope": scope,
        "is_graded": allows_on_shared(visitor_of(request), found, Item.GRADE),
    }


@login_not_required
@never_cache
@require_safe
def result(request: HttpRequest, public_id) -> HttpResponse:
    found, scope = _opened(request, public_id, "result")
    visitor = visitor_of(request)
    contents = compared(contents_of(found, **_seen(request, found, scope)), found)
    newest = newest_rescore(found) if contents.newer else found
    context = {
        "page": page_of(contents),
        "compare": compare_page_of(contents),
        "result": found,
        "is_own": scope is Scope.OWN,
        # Who has chosen steps is told those, in the roadmap; other first steps beside them would confuse.
        "roadmap": block_of(found, newest, scope, visitor)
        if scope >= Scope.ANSWERS
        else None,
        "may_share": may(visitor, Action.SHARE, found.organisation),
        "may_review": scope is Scope.EVIDENCE,
        "may_claim": scope is Scope.OWN and not is_claimed(found.organisation),
        "has_elsewhere": has_elsewhere(found),
        "assessment": found.assessment,
        "enterprise": found.organisation,
        "links": standing_links(found, visitor),
        "new_link": _new_link(request, found),
    }
    return render(request, "reports/result.html", context)


def _new_link(request: HttpRequest, result: Result) -> str:
    """The address of a link just made; it is shown this one time."""
    whose, link = request.session.get(NEW_LINK, ("", ""))
    if whose != str(result.public_id):
        return ""
    del request.session[NEW_LINK]
    return link


@login_not_required
@never_cache
@require_safe
def answers(request: HttpRequest, public_id) -> HttpResponse:
    found, scope = _opened(request, public_id, "answers", Scope.ANSWERS)
    context = {
        "contents": contents_of(found, **_seen(request, found, scope)),
        "assessment": found.assessment,
        "is_own": scope is Scope.OWN,
    }
    return render(request, "reports/answers.html", context)


@login_not_required
@never_cache
@require_safe
def compare(request: HttpRequest, public_id) -> HttpResponse:
    found, scope = _opened(request, public_id, "comparison", Scope.PILLARS)
    contents = contents_of(found, **_seen(request, found, scope))
    contents = compared(contents, found, breadth=request.GET.get(BREADTH, ""))
    context = {
        "contents": contents,
        "compare": compare_page_of(contents),
        "enterprise": found.organisation,
        "is_own": scope is Scope.OWN,
        "breadth": BREADTH,
    }
    return render(request, "reports/compare.html", context)


@login_not_required
@never_cache
@require_safe
def pdf(request: HttpRequest, public_id) -> HttpResponse:
    if too_many_files(request):
        return slow_down(request)
    found, scope = _opened(request, public_id, "report")
    language = request.GET.get("lang") or translation.get_language()
    with translation.override(language if language in ("vi", "en") else "vi"):
        contents = report_of(found, now=timezone.now(), **_seen(request, found, scope))
        name = _file_name(_("digital-readiness"), contents.name, contents.at)
    return _file(build_pdf(contents), "application/pdf", f"{name}.pdf")


@login_not_required
@never_cache
@require_safe
def chart(request: HttpRequest, public_id, kind: str, form: str) -> HttpResponse:
    if kind not in KINDS or form not in CONTENT_TYPES:
        raise Http404
    if too_many_files(request):
        return slow_down(request)
    found, scope = _opened(request, public_id, "chart", Scope.PILLARS)
    contents = contents_of(found, **_seen(request, found, scope))
    return _file(
        chart_image(contents, kind, form),
        CONTENT_TYPES[form],
        f"{_file_name(kind, contents.name, contents.at)}.{form}",
    )


def _file_name(what: str, enterprise: str, at: datetime) -> str:
    name = slugify(unaccented(enterprise))[:60].strip(
        "-"
    )  # empty where it has no Latin letter
    return "-".join(filter(None, (what, name, f"{timezone.localtime(at):%Y-%m-%d}")))


def _file(content: bytes, content_type: str, name: str) -> HttpResponse:
    return HttpResponse(
        content,
        content_type=content_type,
        headers={"Content-Disposition": f'attachment; filename="{name}"'},
    )


def _owned(request: HttpRequest, public_id) -> Result:
    """The result, for whoever may share it; a reader who tries gets 403."""
    found, _scope = fetch_scoped(request, results(), public_id=public_id)
    if not may(visitor_of(request), Action.SHARE, found.organisation):
        raise PermissionDenied
    return found


@login_not_required
@require_POST
def share_link(request: HttpRequest, public_id) -> HttpResponse:
    found = _owned(request, public_id)
    _link, token = make_share_link(result=found, by=request.user, now=timezone.now())
    address = at_site(reverse("reports:shared", args=[token]))
    request.session[NEW_LINK] = [str(public_id), address]
    return redirect(f"{reverse('reports:result', args=[public_id])}#share")


@login_not_required
@require_POST
def revoke_link(request: HttpRequest, public_id, link_id) -> HttpResponse:
    found = _owned(request, public_id)
    link = get_object_or_404(
        found.share_links.select_related("result"), public_id=link_id
    )
    revoke_share_link(link=link, by=request.user, now=timezone.now())
    messages.success(
        request,
        _("The link is revoked. Whoever has it can no longer open this result."),
    )
    return redirect(f"{reverse('reports:result', args=[public_id])}#share")


@login_not_required
@never_cache
@require_safe
def shared(request: HttpRequest, token: str) -> HttpResponse:
    """The secret leaves the address at once: it is exchanged for a note in the session."""
    found = shared_result(token=token)
    if found is None:
        return render(request, "reports/link_gone.html", status=404)
    link, result_behind = found
    open_share(request, link)
    return redirect("reports:result", result_behind.public_id)


@login_not_required
@never_cache
@require_safe
def verify(request: HttpRequest, code: str = "") -> HttpResponse:
    """Says genuine, which index and when, and nothing else."""
    typed = request.GET.get("code", "").strip()
    if typed and not code:
        return redirect("reports:verify", normalised_code(typed)[:40] or "-")
    if not code:
        return render(request, "reports/verify.html", {"code": "", "asked": False})
    if is_limited(request):
        return render(
            request,
            "reports/verify.html",
            {"code": code, "too_often": True},
            status=429,
        )
    found = result_of_code(code)
    context = {
        "code": normalised_code(code),
        "asked": True,
        "found": genuine_of(found) if found else None,
    }
    return render(request, "reports/verify.html", context, status=200 if found else 404)

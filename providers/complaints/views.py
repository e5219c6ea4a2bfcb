"""Pages of complaints for the two sides, and the page for everybody on how they are settled."""

from collections.abc import Mapping
from datetime import datetime

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.forms import Form
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action, may, require
from accounts.access.fetching import fetch
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from accounts.pages import KeysFirst
from accounts.ratelimit import is_limited
from providers.complaints import services
from providers.complaints.describe import described
from providers.complaints.files import add_file, judged
from providers.complaints.forms import AnswerForm, AppealForm, ComplainForm, FileForm
from providers.complaints.queries import (
    WRITES,
    complaints_of,
    fetch_complaint,
    of_lead,
    public_counts,
)
from providers.complaints.terms import published
from providers.complaints.wording import problem
from providers.errors import ProviderError
from providers.leads.queries import has_taken_on, leads_at
from providers.models import Complaint, Lead
from survey.errors import SurveyError
from survey.evidence.handing import download
from survey.wording import problem as problem_of_file

PER_PAGE = 20
A_DAY = 5  # complaints of one house
Side = Complaint.Side


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain(request: HttpRequest, lead_id) -> HttpResponse:
    """An owner about the provider that was asked."""
    lead = fetch(request, leads_at(timezone.now()), Action.SHARE, public_id=lead_id)
    return _complain(request, lead, Side.ENTERPRISE)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complain_of_enterprise(request: HttpRequest, lead_id) -> HttpResponse:
    """A provider about an enterprise whose request it had taken on."""
    lead = get_object_or_404(leads_at(timezone.now()), public_id=lead_id)
    require(visitor_of(request), Action.STAFF, lead.provider.organisation)
    require(visitor_of(request), Action.FOLLOW_UP, lead.provider.organisation)
    # Of one that never was taken on there is nothing to complain of.
    if not has_taken_on(lead):
        raise Http404
    return _complain(request, lead, Side.PROVIDER)


def _complain(request: HttpRequest, lead: Lead, side: str) -> HttpResponse:
    standing = of_lead(lead, side)
    if standing and standing.state in Complaint.UNDER_WAY:
        return redirect("providers:complaint", standing.public_id)
    form = ComplainForm(request.POST or None, request.FILES or None, side=side)
    if request.method == "POST" and form.is_valid():
        complaint = _open(request, lead, side, form)
        if complaint:
            text = _("Sent. The other side and an association have been told.")
            messages.success(request, text)
            return redirect("providers:complaint", complaint.public_id)
    context = {
        "form": form,
        "lead": lead,
        "is_firm": side == Side.ENTERPRISE,
        "terms": published(),
    }
    return render(request, "providers/complaints/complain.html", context)


def _open(
    request: HttpRequest, lead: Lead, side: str, form: ComplainForm
) -> Complaint | None:
    house = lead.organisation if side == Side.ENTERPRISE else lead.provider.organisation
    clean = form.cleaned_data
    try:
        file = judged(clean["file"])
        _check_often(house)
        now = timezone.now()
        complaint = services.open_complaint(
            lead=lead,
            side=side,
            category=clean["category"],
            words=clean["words"],
            wanted=clean["wanted"],
            text_version=clean["text_version"],
            by=request.user,
            now=now,
        )
        if file:
            add_file(
                complaint=complaint, side=side, file=file, by=request.user, now=now
            )
    except SurveyError as error:
        form.add_error("file", problem_of_file(error.code, **error.params))
    except ProviderError as error:
        form.add_error(None, problem(error.code))
    else:
        return complaint
    return None


def _check_often(house: Organisation) -> None:
    if is_limited("complain", str(house.public_id), most=A_DAY, seconds=86400):
        raise ProviderError("complained_too_often")


@never_cache
@require_safe
def complaints(request: HttpRequest) -> HttpResponse:
    """Of the enterprises and providers of this person."""
    pages = KeysFirst(complaints_of(visitor_of(request)), PER_PAGE)
    page = pages.get_page(request.GET.get("page"))
    now = timezone.now()
    roles = visitor_of(request).roles
    rows = []
    for complaint in page:
        side = _side_in(roles, complaint)
        rows.append(described(complaint, side, now, steps=False))
    context = {"page": page, "rows": rows}
    return render(request, "providers/complaints/complaints.html", context)


def _side_in(roles: Mapping[int, str], complaint: Complaint) -> str:
    is_firm = complaint.enterprise_id in roles
    return Side.ENTERPRISE if is_firm else Side.PROVIDER


FORMS: Mapping[str, type[Form]] = {
    "answer": AnswerForm,
    "appeal": AppealForm,
    "file": FileForm,
}


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, complaint_id) -> HttpResponse:
    """One complaint as a side sees it; what that side may do stands below it."""
    held, side = fetch_complaint(request, complaint_id)
    house = held.house_of(side)
    may_act = may(visitor_of(request), WRITES[side], house)
    deed = request.POST.get("deed", "")
    forms = {name: kind(prefix=name) for name, kind in FORMS.items()}
    trouble = ""
    if request.method == "POST":
        require(visitor_of(request), WRITES[side], house)
        if deed in FORMS:
            forms[deed] = FORMS[deed](request.POST, request.FILES, prefix=deed)
        form = forms.get(deed)
        trouble = _act(request, held, side, deed, form)
        if not trouble and not (form and form.errors):
            return redirect("providers:complaint", held.public_id)
        held.refresh_from_db()
    context = {
        "described": described(held, side, timezone.now()),
        "complaint": held,
        "side": side,
        "is_firm": side == Side.ENTERPRISE,
        "forms": forms,
        "form": forms.get(deed),
        "may_act": may_act,
        "trouble": trouble,
    }
    return render(request, "providers/complaints/complaint.html", context)


def _act(
    request: HttpRequest,
    held: Complaint,
    side: str,
    deed: str,
    form: Form | None,
) -> str:
    """What is wrong, in words; nothing where it is done or stands beside a field."""
    if form is not None and not form.is_valid():
        return ""
    try:
        text = _do(request, held, side, deed, form)
    except SurveyError as error:
        form.add_error("file", problem_of_file(error.code, **error.params))
        return ""
    except ProviderError as error:
        return problem(error.code)
    if text:
        messages.success(request, text)
    return ""


def _do(
    request: HttpRequest,
    held: Complaint,
    side: str,
    deed: str,
    form: Form | None,
) -> str:
    by, now = request.user, timezone.now()
    if deed == "withdraw":
        if side != held.side:
            raise ProviderError("not_your_turn")
        services.take_back(complaint=held, by=by, now=now)
        return _("Taken back. Nobody else reads it any more.")
    if form is None:
        return ""
    file = judged(form.cleaned_data["file"])
    # Before what closes it to files, or what the file belongs to.
    text = _say(held, side, deed, form, request, now)
    if file:
        add_file(complaint=held, side=side, file=file, by=by, now=now)
    return text


def _say(
    held: Complaint,
    side: str,
    deed: str,
    form: Form,
    request: HttpRequest,
    now: datetime,
) -> str:
    by = request.user
    if deed == "answer":
        if side != held.other_side:
            raise ProviderError("not_your_turn")
        services.answer_complaint(
            complaint=held, words=form.cleaned_data["words"], by=by, now=now
        )
        return _("Sent. An officer decides now.")
    if deed == "appeal":
        services.appeal(
            complaint=held, side=side, words=form.cleaned_data["words"], by=by, now=now
        )
        return _("Sent. Somebody who had no part in it looks again.")
    return _("Added.")


@never_cache
@require_safe
def complaint_file(request: HttpRequest, complaint_id, file_id) -> HttpResponse:
    """Of either side, to both."""
    held, side = fetch_complaint(request, complaint_id)
    if described(held, side, timezone.now(), steps=False).is_closed:
        raise Http404
    file = get_object_or_404(held.files, public_id=file_id)
    return download(file)


@login_not_required
@require_safe
def how_settled(request: HttpRequest) -> HttpResponse:
    """For everybody: the steps, their days, what comes of it, and how many there were."""
    counts = public_counts()
    names = dict(Complaint.Category.choices)
    context = {
        "terms": published(),
        "counts": counts,
        "categories": [(names[code], count) for code, count in counts.by_category],
    }
    return render(request, "providers/complaints/how_settled.html", context)

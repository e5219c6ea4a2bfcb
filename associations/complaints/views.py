"""Complaints as the officers of an association see them, and their decision."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.access.actions import Action
from accounts.access.fetching import speak_to
from accounts.models import Organisation
from associations.complaints.queries import OVER, TO_DECIDE, WAITING, listed
from associations.lists import PAGE, own_association, page_of
from providers.complaints.conflicts import conflict_of, is_near
from providers.complaints.describe import described
from providers.complaints.forms import DecideForm
from providers.complaints.queries import handled_by
from providers.complaints.services import decide
from providers.complaints.transitions import OFFICE
from providers.complaints.wording import CONFLICTS, problem
from providers.errors import ProviderError
from providers.models import Complaint
from survey.evidence.handing import download

PARTS = (
    (TO_DECIDE, pgettext_lazy("complaints", "To decide")),
    (WAITING, pgettext_lazy("complaints", "Waiting for an answer")),
    (OVER, pgettext_lazy("complaints", "Over")),
)


@never_cache
@require_safe
def complaints(request: HttpRequest, public_id) -> HttpResponse:
    association = own_association(request, public_id, Action.VET)
    groups = dict(PARTS)
    group = request.GET.get("xem", TO_DECIDE)
    if group not in groups:
        raise Http404
    page = page_of(request, listed(association, group))
    now = timezone.now()
    context = {
        "association": association,
        "rows": [described(each, OFFICE, now, steps=False) for each in page],
        "page": page,
        "page_name": PAGE,
        "parts": [(code, words, code == group) for code, words in PARTS],
    }
    return render(request, "associations/complaints/complaints.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def complaint(request: HttpRequest, public_id, complaint_id) -> HttpResponse:
    """Nothing of it is shown to whoever is too near to one of the sides."""
    association, held = _fetch(request, public_id, complaint_id)
    conflict = _conflict(request, association, held)
    if conflict and request.method == "POST":
        raise PermissionDenied
    form = DecideForm(request.POST or None)
    trouble = ""
    if request.method == "POST" and form.is_valid():
        trouble = _decide(request, held, form)
        if not trouble:
            return redirect("associations:complaint", public_id, complaint_id)
        held.refresh_from_db()
    shown = described(held, OFFICE, timezone.now(), steps=not conflict)
    context = {
        "association": association,
        "complaint": held,
        "described": shown,
        "conflict": CONFLICTS.get(conflict, ""),
        "form": form,
        "may_decide": bool(shown.moves) and not conflict,
        "trouble": trouble,
    }
    return render(request, "associations/complaints/complaint.html", context)


def _decide(request: HttpRequest, held: Complaint, form: DecideForm) -> str:
    clean = form.cleaned_data
    try:
        decide(
            complaint=held,
            upheld=clean["verdict"] == "upheld",
            words=clean["words"],
            by=request.user,
            now=timezone.now(),
        )
    except ProviderError as error:
        return problem(error.code)
    messages.success(request, _("Decided. Both sides have been told, with the reason."))
    return ""


@never_cache
@require_safe
def complaint_file(
    request: HttpRequest, public_id, complaint_id, file_id
) -> HttpResponse:
    association, held = _fetch(request, public_id, complaint_id)
    if held.state == Complaint.State.WITHDRAWN:
        raise Http404
    if _conflict(request, association, held):
        raise PermissionDenied
    file = get_object_or_404(held.files, public_id=file_id)
    return download(file)


def _fetch(
    request: HttpRequest, public_id, complaint_id
) -> tuple[Organisation, Complaint]:
    association = own_association(request, public_id, Action.VET)
    held = get_object_or_404(handled_by(association), public_id=complaint_id)
    if held.enterprise:
        speak_to(held.enterprise)
    return association, held


def _conflict(request: HttpRequest, association: Organisation, held: Complaint) -> str:
    if is_near(association, held):
        return "belongs"
    return conflict_of(request.user, held)

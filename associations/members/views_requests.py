"""Who asks to belong to the association: granted as one that was known or not, or declined."""

from http import HTTPStatus

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Organisation
from associations.belonging import services
from associations.belonging.queries import requests_to
from associations.email import tell_owners_of_membership
from associations.errors import AssociationError
from associations.lists import back_to_list, own_association, page_of
from associations.members.forms import ReasonForm
from associations.members.queries import twins_of
from associations.members.states import NAMES
from associations.models import Affiliation, Member
from language.texts import in_language
from registry.areas import area
from registry.sector_names import SECTORS
from registry.tax_code import shown_tax_code

NONE_OF_THESE = "none"


@never_cache
@require_safe
def requests(request: HttpRequest, public_id) -> HttpResponse:
    """Each with what the enterprise agreed to tell, and with whom of the known it may be."""
    association = own_association(request, public_id)
    return _page(request, association)


def _page(
    request: HttpRequest,
    association: Organisation,
    wrong: dict[int, str] | None = None,
) -> HttpResponse:
    """wrong: what is missing in an answer, by the primary key of who asks."""
    page = page_of(request, requests_to(association))
    twins = twins_of(association, [each.enterprise for each in page])
    rows = []
    for affiliation in page:
        key = affiliation.enterprise_id
        described = description_of(affiliation)
        described["twins"] = list(map(_twin, twins[key]))
        described["problem"] = (wrong or {}).get(key, "")
        described["reason"] = request.POST.get("reason", "")
        rows.append(described)
    context = {
        "association": association,
        "page": page,
        "rows": rows,
        "follows_up": may(visitor_of(request), Action.FOLLOW_UP, association),
    }
    return render(request, "associations/members/requests.html", context)


def _twin(member: Member) -> dict:
    unit = area(member.area)
    told = [
        shown_tax_code(member.tax_code),
        SECTORS.get(member.sector, ""),
        in_language(unit.name) if unit else "",
        member.contact_person,
        NAMES[member.state],
    ]
    return {"member": member, "told": [text for text in told if text]}


def description_of(affiliation: Affiliation) -> dict:
    """What an enterprise agreed to tell an association when it asked to belong."""
    enterprise = affiliation.enterprise
    unit = area(enterprise.area)
    return {
        "enterprise": enterprise,
        "since": affiliation.since,
        "sector": SECTORS.get(enterprise.sector, ""),
        "area": in_language(unit.name) if unit else "",
    }


@require_POST
def answer_request(request: HttpRequest, public_id, enterprise_id) -> HttpResponse:
    association = own_association(request, public_id, Action.FOLLOW_UP)
    affiliation = get_object_or_404(
        Affiliation.objects.select_related("association", "enterprise"),
        association=association,
        enterprise__public_id=enterprise_id,
    )
    answer = request.POST.get("answer")
    if answer not in ("grant", "decline"):
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    is_granted = answer == "grant"
    reason = ReasonForm(request.POST)
    problem = _problem(request, affiliation, reason, is_granted)
    if problem:
        wrong = {affiliation.enterprise_id: problem}
        return _page(request, association, wrong)
    _answer(request, affiliation, is_granted, reason.cleaned_data["reason"])
    return back_to_list(request, "requests", public_id)


def _problem(
    request: HttpRequest,
    affiliation: Affiliation,
    reason: ReasonForm,
    is_granted: bool,
) -> str:
    if not is_granted:
        return "" if reason.is_valid() else " ".join(reason.errors["reason"])
    reason.fields["reason"].required = False
    reason.is_valid()
    twins = twins_of(affiliation.association, [affiliation.enterprise])
    asked = bool(twins[affiliation.enterprise_id])
    is_said = request.POST.get("member")
    if asked and not is_said and affiliation.state == Affiliation.State.ASKED:
        return _("Say first whether it is one that you know already.")
    return ""


def _chosen(request: HttpRequest, affiliation: Affiliation) -> Member | None:
    """As whom it is known, of those that were shown."""
    chosen = request.POST.get("member", NONE_OF_THESE)
    twins = twins_of(affiliation.association, [affiliation.enterprise])
    for member in twins[affiliation.enterprise_id]:
        if str(member.public_id) == chosen:
            return member
    return None


def _answer(
    request: HttpRequest,
    affiliation: Affiliation,
    is_granted: bool,
    reason: str,
) -> None:
    try:
        answered = services.answer_request(
            affiliation=affiliation,
            is_granted=is_granted,
            reason="" if is_granted else reason,
            member=_chosen(request, affiliation) if is_granted else None,
            by=request.user,
            now=timezone.now(),
        )
    except AssociationError:
        messages.info(request, _("This request was answered or taken back already."))
    else:
        _say_what_was_answered(request, answered)


def _say_what_was_answered(request: HttpRequest, answered: Affiliation) -> None:
    """To the staff on the page, to the owners by a letter."""
    if answered.state == Affiliation.State.ACTIVE:
        words = _("%(name)s belongs to the association now.")
    else:
        words = _("Declined: %(name)s does not belong to the association.")
    messages.success(request, words % {"name": answered.enterprise.name})
    tell_owners_of_membership(answered)

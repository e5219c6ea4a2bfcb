"""An association asks a member to belong; the member says yes or no, by the link of a letter."""

from http import HTTPStatus

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST

from accounts.access.actions import Action
from accounts.access.owners import own_enterprises
from accounts.access.visitors import visitor_of
from accounts.held import remember_visit
from accounts.links.views import link_ended, silent_page
from accounts.models import Organisation
from accounts.ratelimit import asker_of, is_limited, slow_down
from accounts.site import at_site
from associations.belonging.services import join
from associations.errors import AssociationError
from associations.members import inviting
from associations.members.queries import newest_result_of
from associations.members.views import own_member
from associations.models import Member
from language.texts import language

OPENED = (
    "opened_memberships"  # in the session: public ids of members whose link was opened
)
INVITED_AN_HOUR, TO_ONE_A_DAY = 200, 3
AN_HOUR, A_DAY = 3600, 24 * 3600  # seconds


@require_POST
def invite_member(request: HttpRequest, public_id, member_id) -> HttpResponse:
    known = own_member(request, public_id, member_id, Action.FOLLOW_UP)
    if _is_limited(request, known):
        return slow_down(request)
    try:
        inviting.invite_member(
            member=known,
            language=language(),
            by=request.user,
            now=timezone.now(),
            build_url=_link,
        )
    except AssociationError as error:
        messages.warning(request, _problem(error.code))
    else:
        words = _("The letter to %(email)s is on its way.")
        messages.success(request, words % {"email": known.email})
    return redirect("associations:member", public_id, member_id)


def _is_limited(request: HttpRequest, known: Member) -> bool:
    asker, address = asker_of(request), known.email.lower()
    if is_limited("member-by", asker, most=INVITED_AN_HOUR, seconds=AN_HOUR):
        return True
    return is_limited("member-to", address, most=TO_ONE_A_DAY, seconds=A_DAY)


def _problem(code: str) -> str:
    problems = {
        "no_address": _("Type the email address of the member first."),
        "belongs_already": _("It belongs already, or asks to."),
        "wants_no_letters": _("It wants no more such letters. A call may help."),
    }
    not_sent = _("The letter could not be sent. Please check the address.")
    return problems.get(code, not_sent)


def _link(token: str) -> str:
    return at_site(reverse("associations:open_membership", args=[token]))


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def open_membership(request: HttpRequest, token: str) -> HttpResponse:
    """Looking at it tells nothing; the button leads to what is asked."""
    if request.method != "POST":
        return silent_page(request)
    try:
        member = inviting.open_link(token=token, now=timezone.now())
    except AssociationError:
        return link_ended(request)
    remember_visit(request, OPENED, member)
    return redirect("associations:membership", member.public_id)


def _opened(request: HttpRequest, member_id) -> Member:
    """Whose link was opened in this browser; else 404."""
    members = Member.objects.select_related("association")
    member = get_object_or_404(members, public_id=member_id)
    if str(member.public_id) not in request.session.get(OPENED, ()):
        raise Http404
    return member


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def membership(request: HttpRequest, member_id) -> HttpResponse:
    """What belonging means, and which of one's enterprises it is."""
    member = _opened(request, member_id)
    if not inviting.stands(member, timezone.now()):
        return link_ended(request)
    own = own_enterprises(visitor_of(request))
    if request.method == "POST":
        return _answer(request, member, own)
    context = {"member": member, "association": member.association, "own": own}
    return render(request, "associations/members/membership.html", context)


def _answer(
    request: HttpRequest,
    member: Member,
    own: list[Organisation],
) -> HttpResponse:
    if request.POST.get("answer") == "no":
        inviting.say_no(member=member, now=timezone.now())
        messages.success(request, _("Noted: you do not want to belong for now."))
        return redirect("home")
    chosen = request.POST.get("enterprise")
    enterprise = next((each for each in own if str(each.public_id) == chosen), None)
    if enterprise is None:
        return HttpResponse(status=HTTPStatus.BAD_REQUEST)
    try:
        join(member=member, enterprise=enterprise, by=request.user, now=timezone.now())
    except AssociationError:
        return link_ended(request)
    words = _(
        "%(enterprise)s belongs to %(association)s now. It sees no result by that."
    )
    names = {"enterprise": enterprise.name, "association": member.association.name}
    messages.success(request, words % names)
    return _to_sharing(enterprise)


def _to_sharing(enterprise: Organisation) -> HttpResponse:
    """To where is chosen what to allow."""
    result = newest_result_of(enterprise)
    if result is None:
        return redirect("associations:consents")
    return redirect("associations:share", result.public_id)

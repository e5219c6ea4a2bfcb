"""What a link with a secret opens in the browser that followed it."""

from django.db.models import Model, QuerySet
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from accounts.access.fetching import speak_to
from accounts.access.visitors import SHARED
from accounts.held import remember, remember_visit, stay

INVITED = "opened_invitations"


def open_share(request: HttpRequest, link: Model) -> None:
    """Let this browser see what a share link shows, for as long as the link stands."""
    remember_visit(request, SHARED, link)


def open_invitation(request: HttpRequest, invitation: Model) -> None:
    """Let this browser answer what an invitation asks for, for as long as the invitation stands."""
    remember(request, INVITED, invitation)
    stay(request)


def fetch_invited(request: HttpRequest, queryset: QuerySet, **lookup):
    """The invitation opened in this browser, standing or ended; else 404."""
    invitation = get_object_or_404(queryset, **lookup)
    if str(invitation.public_id) not in request.session.get(INVITED, ()):
        raise Http404
    speak_to(invitation.assessment.organisation)
    return invitation

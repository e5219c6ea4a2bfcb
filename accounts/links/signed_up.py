"""The account made last in a browser, as long as its address is not confirmed."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.links.services import give_up_sign_up
from accounts.models import User

# Its key in the session.
SIGNED_UP = "signed_up"


def note_sign_up(request: HttpRequest, user: User) -> None:
    request.session[SIGNED_UP] = user.pk


def end_last_sign_up(request: HttpRequest, *, unless_at: str = "") -> None:
    """What was sent to its address opens nothing any more.

    unless_at: the address typed now; the same once more ends nothing.
    """
    user = User.objects.filter(pk=request.session.get(SIGNED_UP)).first()
    if user is None or user.email == unless_at:
        return
    del request.session[SIGNED_UP]
    give_up_sign_up(user=user, now=timezone.now())

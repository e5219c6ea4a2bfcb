"""Whether a rating would be of oneself: one house, one person, one browser."""

from datetime import datetime

from django.contrib.auth.signals import user_logged_in
from django.db.models import Q
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import Organisation, User
from providers.matching.inputs import is_conflicted
from providers.models import Provider, ProviderDevice
from survey.models import Origin
from survey.rounds.origins import known_device


def listen() -> None:
    """Called when the site starts."""
    user_logged_in.connect(on_sign_in, dispatch_uid="providers.ratings.independence")


def on_sign_in(request: HttpRequest, user: User, **_others) -> None:
    # A browser that never began anything bears no mark, and gets none for this.
    device = known_device(request)
    if device:
        note_device(user=user, device=device, now=timezone.now())


def note_device(*, user: User, device: str, now: datetime) -> None:
    for provider in Provider.objects.filter(organisation__memberships__user=user):
        ProviderDevice.objects.update_or_create(
            provider=provider, device=device, defaults={"seen_at": now}
        )


def nearness(enterprise: Organisation, provider: Provider, device: str) -> str:
    """Why this firm cannot rate this provider; nothing where it can.

    device: the mark of the browser that rates, if it bears one.
    """
    if is_conflicted(enterprise, provider):
        return "rating_of_oneself"
    begun = Origin.objects.filter(organisation=enterprise).exclude(device="")
    marks = {device, *begun.values_list("device", flat=True)} - {""}
    if marks and _is_of_provider(marks, provider):
        return "rating_same_browser"
    return ""


def _is_of_provider(marks: set[str], provider: Provider) -> bool:
    """Signed in there, or used to begin a firm of somebody who works there."""
    if ProviderDevice.objects.filter(provider=provider, device__in=marks).exists():
        return True
    people = Q(
        organisation__memberships__user__memberships__organisation__provider=provider
    )
    return Origin.objects.filter(people, device__in=marks).exists()

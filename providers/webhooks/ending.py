"""An endpoint at which nobody answers for long is switched off, and its managers are told."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts.audit.services import record_event
from accounts.email import send_email
from accounts.models import Membership, User
from accounts.site import at_site
from providers.models import WebhookDelivery, WebhookEndpoint

State = WebhookDelivery.State
GIVEN_UP_AFTER = timedelta(days=3)


def give_up(endpoint: WebhookEndpoint, now: datetime) -> None:
    """Once, however many messages found that out."""
    still_on = WebhookEndpoint.objects.filter(pk=endpoint.pk, is_on=True)
    if not still_on.update(is_on=False, gave_up_at=now):
        return
    stop_waiting(endpoint, now)
    record(endpoint, "given_up", None, now)
    transaction.on_commit(lambda: _write_to_managers(endpoint), robust=True)


def stop_waiting(endpoint: WebhookEndpoint, now: datetime) -> None:
    """What was on its way can be sent again by hand."""
    waiting = WebhookDelivery.objects.filter(endpoint=endpoint, state=State.WAITING)
    waiting.update(state=State.STOPPED, ended_at=now)


def record(
    endpoint: WebhookEndpoint, what: str, by: User | None, now: datetime
) -> None:
    record_event(
        action=f"webhook.{what}",
        organisation=endpoint.organisation,
        actor=by,
        subject=f"webhook:{endpoint.public_id}",
        now=now,
    )


def _write_to_managers(endpoint: WebhookEndpoint) -> None:
    managers = Membership.objects.filter(
        organisation=endpoint.organisation,
        role=Membership.Role.MANAGER,
        user__is_active=True,
    )
    readers = list(managers.values_list("user__email", "user__language"))
    path = reverse("providers:webhook", args=[endpoint.public_id])
    context = {
        "provider": endpoint.organisation.name,
        "address": endpoint.address,
        "days": GIVEN_UP_AFTER.days,
        "url": at_site(path),
    }
    for address, language in readers:
        send_email(
            "providers/email/webhook_given_up",
            address,
            language or settings.LANGUAGE_CODE,
            context,
        )

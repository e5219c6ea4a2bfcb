"""Noting who takes a table of requests along."""

from datetime import datetime

from django.db import transaction

from accounts.audit.services import record_event
from accounts.models import User
from providers.models import Provider


@transaction.atomic
def note_table(*, provider: Provider, form: str, by: User, now: datetime) -> None:
    record_event(
        action="leads.table_taken",
        organisation=provider.organisation,
        actor=by,
        subject=f"provider:{provider.slug}",
        now=now,
        details={"form": form},
    )

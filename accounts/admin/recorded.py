"""What an administrator did, in the audit log."""

from django.http import HttpRequest
from django.utils import timezone

from accounts.audit.services import record_event


def record(action: str, subject: str, request: HttpRequest) -> None:
    record_event(
        action=action,
        organisation=None,
        actor=request.user,
        subject=subject,
        now=timezone.now(),
    )

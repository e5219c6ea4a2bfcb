"""What the audit log tells of security: signing in, what is refused, what administrators read."""

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as second_step
from django.contrib.auth import signals as sessions
from django.dispatch import Signal
from django.http import HttpRequest
from django.utils import timezone

from accounts.audit.services import record_event
from accounts.audit.whence import whence
from accounts.models import Organisation, User
from accounts.ratelimit import asker_of, is_limited

SIGNED_IN = "sign_in.done"
OF_ACCOUNTS: dict[str, Signal] = {
    SIGNED_IN: sessions.user_logged_in,
    "sign_in.ended": sessions.user_logged_out,
    "sign_in.second_step_failed": second_step.authentication_failed,
    "account.second_step_added": second_step.authenticator_added,
    "account.second_step_removed": second_step.authenticator_removed,
    "account.password_set": account.password_set,
    "account.password_changed": account.password_changed,
    "account.password_reset": account.password_reset,
    "account.email_changed": account.email_changed,
    "account.email_added": account.email_added,
    "account.email_removed": account.email_removed,
}
# Of one person or place, an hour: whoever knocks at every door must not fill the log.
REFUSALS_NOTED = 60
AN_HOUR = 3600
# Pages of the administration that show rows of one model.
ADMIN_PAGES = ("changelist", "change", "history", "delete")


def watch_accounts() -> None:
    """Called when the site starts."""
    for action, signal in OF_ACCOUNTS.items():
        signal.connect(_recorder(action), weak=False, dispatch_uid=f"audit.{action}")
    sessions.user_login_failed.connect(_on_failure, dispatch_uid="audit.failed")


def _recorder(action: str):
    def record(
        sender: object,
        request: HttpRequest | None = None,
        user: User | None = None,
        **more: object,
    ) -> None:
        more = _factors(request, user) if action == SIGNED_IN else {}
        _record(action, request, user, more)

    return record


def _on_failure(
    sender: object,
    credentials: dict,
    request: HttpRequest | None = None,
    **more: object,
) -> None:
    note_failed_sign_in("sign_in.failed", request, credentials.get("email") or "")


def note_failed_sign_in(
    action: str,
    request: HttpRequest | None,
    login: str,
) -> None:
    """login: what was typed. It is looked up and not kept: it may be a password."""
    user = User.objects.filter(email__iexact=login).first() if login else None
    _record(action, request, user)


def _factors(request: HttpRequest | None, user: User | None) -> dict[str, list[str]]:
    """By what somebody signed in: a password, and with a second step "mfa" behind it."""
    if request is None:
        return {}
    given = get_authentication_records(request, user)
    return {"by": [str(record["method"]) for record in given]}


def _record(
    action: str,
    request: HttpRequest | None,
    user: User | None,
    more: dict[str, list[str]] | None = None,
) -> None:
    known = user if user is not None and user.pk else None
    record_event(
        action=action,
        organisation=None,
        actor=known,
        subject=f"user:{known.pk}" if known else "",
        now=timezone.now(),
        details={**whence(request), **(more or {})},
    )


def note_refusal(request: HttpRequest, organisation: Organisation | None) -> None:
    """Somebody asked for what is not theirs to see or do.

    organisation: whose it is, where that is known.
    """
    asker = asker_of(request)
    if is_limited("refusals", asker, most=REFUSALS_NOTED, seconds=AN_HOUR):
        return
    record_event(
        action="access.refused",
        organisation=organisation,
        actor=_signed_in(request),
        subject=_page_of(request),
        now=timezone.now(),
        details=whence(request),
    )


def note_administrator(request: HttpRequest) -> None:
    """An administrator read rows of people or organisations."""
    match = request.resolver_match
    if match is None or match.app_name != "admin" or not match.url_name:
        return
    model, _, page = match.url_name.rpartition("_")
    if page not in ADMIN_PAGES:
        return
    key = match.kwargs.get("object_id", "")
    record_event(
        action="admin.read",
        organisation=None,
        actor=_signed_in(request),
        subject=f"{model}:{key}" if key else model,
        now=timezone.now(),
        details={"page": page, **whence(request)},
    )


def _page_of(request: HttpRequest) -> str:
    """By the name of the page: its address may hold a secret."""
    match = request.resolver_match
    return f"page:{match.view_name}" if match else ""


def _signed_in(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None

"""Rows on an account itself: who it is, where it belongs, where it is signed in, what it did."""

from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.utils.translation import get_language_info

from accounts.audit.whence import kind_of_browser
from accounts.models import ApiToken, AuditEvent, LetterStop, Membership
from accounts.programs.wording import right_names
from privacy.persons.person import Person
from registry.households import PERSONAL_CODE
from registry.tax_code import shown_tax_code

Row = dict[str, object]


def account(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    user = person.user
    addresses = EmailAddress.objects.filter(user=user).exclude(email__iexact=user.email)
    yield {
        "name": user.full_name,
        "email": user.email,
        "other_emails": list(addresses.values_list("email", flat=True)),
        "language": get_language_info(user.language)["name_local"],
        "since": user.date_joined,
        "last_sign_in": user.last_login,
        "second_step": Authenticator.objects.filter(user=user).exists(),
        "is_administrator": user.is_staff,
    }


def memberships(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    own = Membership.objects.filter(user=person.user).select_related("organisation")
    for membership in own.order_by("since", "pk"):
        yield {
            "organisation": membership.organisation.name,
            "kind": membership.organisation.get_kind_display(),
            "role": membership.get_role_display(),
            "since": membership.since,
            "personal_number": _personal_number(membership),
        }


def _personal_number(membership: Membership) -> str:
    """Of a household that is owned: its tax code is a person's, shown in part as on all pages."""
    code = membership.organisation.tax_code
    is_own = membership.role == Membership.Role.OWNER and len(code) == PERSONAL_CODE
    return shown_tax_code(code) if is_own else ""


def sessions(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    open_ones = UserSession.objects.filter(user=person.user)
    for session in open_ones.order_by("-last_seen_at", "-pk"):
        yield {
            "browser": kind_of_browser(session.user_agent),
            "network": session.ip,
            "since": session.created_at,
            "last_seen": session.last_seen_at,
        }


def tokens(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    own = ApiToken.objects.filter(user=person.user).select_related("organisation")
    for token in own:
        yield {
            "name": token.name,
            "organisation": token.organisation.name if token.organisation else "",
            "rights": right_names(token.rights),
            "since": token.made_at,
            "until": token.ended_at or token.expires_at,
            "last_used": token.used_on,
        }


def letter_stops(person: Person) -> Iterator[Row]:
    own = LetterStop.objects.filter(address__in=person.emails)
    for stop in own.select_related("sender"):
        yield {
            "email": stop.address,
            "organisation": stop.sender.name,
            "kind": stop.get_kind_display(),
            "since": stop.since,
        }


def events(person: Person) -> Iterator[Row]:
    if person.user is None:
        return
    own = AuditEvent.objects.filter(actor=person.user).select_related("organisation")
    for event in own.order_by("-at", "-pk").iterator(chunk_size=1000):
        yield {
            "at": event.at,
            "action": event.action,
            "subject": event.subject,
            "organisation": event.organisation.name if event.organisation else "",
            "network": event.details.get("place", ""),
            "browser": event.details.get("device", ""),
        }

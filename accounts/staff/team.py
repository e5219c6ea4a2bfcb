"""Reads: who works for an organisation, and where they are signed in."""

from collections import defaultdict
from dataclasses import dataclass

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.db.models import F, Window
from django.db.models.functions import RowNumber

from accounts.audit.whence import kind_of_browser
from accounts.models import Membership, Organisation
from accounts.staff.wording import ROLES

SHOWN_SESSIONS = 5  # the newest ones of each colleague


@dataclass(frozen=True)
class Colleague:
    membership: Membership
    has_second_step: bool
    sessions: list[UserSession]

    @property
    def role(self) -> str:
        return ROLES[self.membership.role]


def colleagues_of(organisation: Organisation) -> list[Colleague]:
    """Managers first, then by name. Three queries, however many there are."""
    memberships = list(organisation.memberships.select_related("user"))
    users = [membership.user_id for membership in memberships]
    with_step = set(
        Authenticator.objects.filter(user__in=users).values_list("user", flat=True)
    )
    sessions = _sessions_of(users)
    order = list(ROLES)
    memberships.sort(key=lambda each: (order.index(each.role), str(each.user), each.pk))
    return [
        Colleague(each, each.user_id in with_step, sessions[each.user_id])
        for each in memberships
    ]


def _sessions_of(users: list[int]) -> dict[int, list[UserSession]]:
    """When they were last seen, and the kind of browser; never a network."""
    sessions: dict[int, list[UserSession]] = defaultdict(list)
    rows = UserSession.objects.filter(user__in=users)
    newest_first = (F("last_seen_at").desc(), F("pk").desc())
    place = Window(RowNumber(), partition_by="user", order_by=newest_first)
    newest = rows.annotate(place=place).filter(place__lte=SHOWN_SESSIONS)
    for session in newest.order_by("user", "place"):
        session.browser = kind_of_browser(session.user_agent)
        sessions[session.user_id].append(session)
    return sessions

"""Who may do what with what belongs to an organisation. The only place that compares roles.

A stranger gets 404 (nothing is admitted to exist), a reader who writes gets 403.
"""

from enum import StrEnum

from django.core.exceptions import PermissionDenied
from django.http import Http404

from accounts.access.refusals import (
    HiddenError,
    KeepFirstError,
    SignInFirstError,
    WithdrawnError,
)
from accounts.access.scopes import saw_once, sees_something
from accounts.access.visitors import Visitor, holds
from accounts.held import is_claimed
from accounts.models import ROLES_OF, Membership, Organisation


class Action(StrEnum):
    """What a visitor wants to do with something that belongs to an organisation."""

    READ = "read"  # see it at all (members, holders, consent of any scope)
    WRITE = "write"  # answer, start rounds, edit the profile
    SUBMIT = "submit"  # send an assessment off
    # Decide who else takes over what is in no account yet: the browser it began in, nobody else.
    HAND_OVER = "hand_over"
    # Have letters sent to others, who answer or work along: members only, so that a letter has
    # a sender; holders never.
    INVITE = "invite"
    # Give and withdraw consent, make share links: owners only, holders never.
    SHARE = "share"
    # Of whom works for an association, a provider or the agency: read its lists.
    STAFF = "staff"
    FOLLOW_UP = "follow_up"  # deal with members, requests and calls
    REVIEW = "review"  # say whether evidence proves an answer
    VET = "vet"  # judge a provider that applies to an association
    MANAGE = "manage"  # colleagues and their roles, the profile, closing
    CONNECT = "connect"  # let programs in that act for it: who answers for it


Role = Membership.Role
_READS = frozenset({Action.READ, Action.STAFF})
_ANSWERS = frozenset({Action.READ, Action.WRITE, Action.SUBMIT, Action.INVITE})
_OFFICERS = _READS | {Action.INVITE, Action.FOLLOW_UP, Action.VET}
# What who belongs to an organisation may do there; docs/architecture.md has it as a table.
RIGHTS = {
    Role.OWNER: _ANSWERS | {Action.SHARE, Action.CONNECT},
    Role.MEMBER: _ANSWERS,
    Role.MANAGER: _OFFICERS | {Action.REVIEW, Action.MANAGE, Action.CONNECT},
    Role.OFFICER: _OFFICERS,
    Role.REVIEWER: _READS | {Action.REVIEW},
    Role.READER: _READS,
}
# To whom nothing but a membership gives a right to it.
OF_MEMBERS = frozenset(Action) - {
    Action.READ,
    Action.WRITE,
    Action.SUBMIT,
    Action.HAND_OVER,
}


def may(visitor: Visitor, action: Action, organisation: Organisation) -> bool:
    if action is Action.HAND_OVER:
        begun_here = visitor.held.has_begun(organisation)
        return begun_here and not is_claimed(organisation)
    role = visitor.roles.get(organisation.pk)
    if role is not None:
        return action in RIGHTS[role]

    # From here on nobody is a member: what is left comes of a consent, a link or this browser.
    if action in OF_MEMBERS:
        return False
    if action is Action.READ and sees_something(visitor, organisation):
        return True
    return holds(visitor, organisation)


def roles_to_give(
    visitor: Visitor, organisation: Organisation
) -> list[Membership.Role]:
    """What whoever this visitor invites there can be: never more than it is itself."""
    role = visitor.roles.get(organisation.pk)
    if role is None:
        return []
    roles = ROLES_OF[Organisation.Kind(organisation.kind)]
    return [each for each in roles if RIGHTS[each] <= RIGHTS[Role(role)]]


def may_confirm(
    visitor: Visitor,
    association: Organisation,
    enterprise: Organisation,
) -> bool:
    """Say for an association that an enterprise is real: nobody does so of their own."""
    follows_up = may(visitor, Action.FOLLOW_UP, association)
    return follows_up and enterprise.pk not in visitor.roles


def require(visitor: Visitor, action: Action, organisation: Organisation) -> None:
    if may(visitor, action, organisation):
        return
    # 403 tells that there is something: only to whoever may see it anyway.
    if may(visitor, Action.READ, organisation):
        raise refused(visitor, organisation)
    raise not_found(visitor, organisation)


def refused(visitor: Visitor, organisation: Organisation) -> PermissionDenied:
    """For whoever may see it: who holds it needs an account, nobody else's leave."""
    if holds(visitor, organisation):
        return KeepFirstError(organisation)
    return PermissionDenied()


def not_found(visitor: Visitor, organisation: Organisation) -> Http404:
    """Whoever began it is told where it went; to strangers there is nothing."""
    if _gave_to_account(visitor, organisation):
        return SignInFirstError()
    if saw_once(visitor, organisation):
        return WithdrawnError(organisation)
    return HiddenError(organisation)


def _gave_to_account(visitor: Visitor, organisation: Organisation) -> bool:
    """Whether this browser held it until an account took it over, and nobody is signed in here."""
    was_held = visitor.held.has(organisation)
    if not was_held or visitor.user is not None:
        return False
    # Without members there is nobody to sign in as.
    return organisation.memberships.exists()

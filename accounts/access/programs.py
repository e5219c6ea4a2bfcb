"""What a program may do that comes with a token: never more than its maker may today."""

from enum import StrEnum

from django.core.exceptions import PermissionDenied

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor, roles_of
from accounts.held import Held
from accounts.models import ApiToken, Organisation


class Right(StrEnum):
    """What its maker lets a program do. What is open to everybody takes none."""

    READ_ASSESSMENTS = "assessments:read"
    WRITE_ASSESSMENTS = "assessments:write"
    READ_PLANS = "plans:read"
    READ_LEADS = "leads:read"
    WRITE_LEADS = "leads:write"
    READ_FIGURES = "figures:read"
    WRITE_WEBHOOKS = "webhooks:write"


class RightMissingError(PermissionDenied):
    """Its maker did not let this program do so."""

    def __init__(self, right: Right) -> None:
        super().__init__()
        self.right = right


def visitor_with(token: ApiToken) -> Visitor:
    """Its maker, where the token is of an organisation with the role there and no other.

    Nothing that a browser holds or has opened is the program's.
    """
    roles = roles_of(token.user)
    if token.organisation_id is not None:
        roles = {
            organisation: role
            for organisation, role in roles.items()
            if organisation == token.organisation_id
        }
    return Visitor(token.user, roles, Held(), frozenset())


def is_answered_for(token: ApiToken, visitor: Visitor) -> bool:
    """Whether who made it for an organisation still may; one's own is always."""
    organisation = token.organisation
    return organisation is None or may(visitor, Action.CONNECT, organisation)


def require_right(token: ApiToken, right: Right) -> None:
    if right not in token.rights:
        raise RightMissingError(right)


def connected_by(visitor: Visitor) -> list[Organisation]:
    """Those that this visitor may make tokens for."""
    organisations = Organisation.objects.filter(pk__in=visitor.roles)
    return [each for each in organisations if may(visitor, Action.CONNECT, each)]

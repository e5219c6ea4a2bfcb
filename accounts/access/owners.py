"""Who answers for an enterprise, and for which ones a visitor does."""

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor
from accounts.models import Membership, Organisation, User


def owners_of(enterprise: Organisation) -> list[User]:
    """Whom to get in touch with, those of the longest standing first."""
    owners = User.objects.filter(
        memberships__organisation=enterprise,
        memberships__role=Membership.Role.OWNER,
        is_active=True,
    )
    return list(owners.order_by("memberships__pk"))


def own_enterprises(
    visitor: Visitor, action: Action = Action.SHARE
) -> list[Organisation]:
    """Those that this visitor speaks for, or may do something else in as one of them."""
    enterprises = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE,
        pk__in=visitor.roles,
    )
    return [each for each in enterprises if may(visitor, action, each)]

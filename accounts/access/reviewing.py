"""Who may say what a firm's answers are worth: never of a firm one belongs to."""

from django.db.models import QuerySet

from accounts.access.actions import RIGHTS, Action, may
from accounts.access.scopes import Scope, grantees_of
from accounts.access.visitors import Visitor
from accounts.models import Membership, Organisation, User
from accounts.models.people import RoundKey


def may_review(
    visitor: Visitor, association: Organisation, enterprise: Organisation
) -> bool:
    """Look at what an enterprise declared, for an association: nobody does so of their own."""
    reviews = may(visitor, Action.REVIEW, association)
    return reviews and enterprise.pk not in visitor.roles


def grantee_of(
    visitor: Visitor,
    enterprise: Organisation,
    scope: Scope,
    round_key: RoundKey | None = None,
) -> Organisation | None:
    """Of those for whom this visitor sees `scope`, one for which the visitor may judge it.

    Where there is none such, the one that has seen it longest; None for members.
    """
    grantees = grantees_of(visitor, enterprise, scope, round_key)
    for grantee in grantees:
        if may(visitor, Action.REVIEW, grantee):
            return grantee
    return next(iter(grantees), None)


def people_who_may(action: Action, organisation: Organisation) -> QuerySet[User]:
    """Those whose role there lets them; for letters, and for who can be given work."""
    roles = [role for role, actions in RIGHTS.items() if action in actions]
    return User.objects.filter(
        is_active=True,
        memberships__organisation=organisation,
        memberships__role__in=roles,
    )


def belongs_to(user: User, organisation: Organisation) -> bool:
    return Membership.objects.filter(user=user, organisation=organisation).exists()

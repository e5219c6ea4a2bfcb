"""What is the caller's own, as its pages list it."""

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor
from accounts.models import Organisation


def own_enterprises(visitor: Visitor) -> list[Organisation]:
    """Those whose answers the caller may read as theirs: owners and their colleagues."""
    enterprises = Organisation.objects.filter(
        kind=Organisation.Kind.ENTERPRISE, pk__in=visitor.roles
    )
    return [each for each in enterprises if may(visitor, Action.READ, each)]

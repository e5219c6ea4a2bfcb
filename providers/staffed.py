"""Providers that somebody works for, or may do more in."""

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor
from providers.models import Provider


def staffed_providers(
    visitor: Visitor, action: Action = Action.STAFF
) -> list[Provider]:
    """Those this visitor works for, or at which they may do so much."""
    entries = Provider.objects.filter(organisation__in=visitor.roles)
    return [
        provider
        for provider in entries.select_related("organisation")
        if may(visitor, action, provider.organisation)
    ]

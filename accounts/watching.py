"""Who watches over work in the background of an organisation: whoever works for it."""

from django.http import HttpRequest

from accounts.access.actions import Action, may
from accounts.access.visitors import visitor_of
from accounts.models import Organisation


def works_for(request: HttpRequest, public_id: str) -> bool:
    organisation = Organisation.objects.filter(public_id=public_id).first()
    if organisation is None:
        return False
    return may(visitor_of(request), Action.STAFF, organisation)

"""Whose officers decide about a complaint.

Those of the association that vetted the provider; else of one to which the firm belongs; else
any. Only where somebody can decide who is near to neither side and had no part in it.
"""

from collections.abc import Iterator
from datetime import datetime

from accounts.access.actions import Action
from accounts.access.reviewing import people_who_may
from accounts.models import Organisation, User
from associations.lists import associations
from associations.models import Affiliation
from providers.complaints.conflicts import conflict_of, is_near
from providers.complaints.services import give_to, office_wanted
from providers.models import Application, Complaint


def watch() -> None:
    """Called when the site starts."""
    office_wanted.connect(
        _on_office_wanted, dispatch_uid="associations.complaints.assigning"
    )


def _on_office_wanted(complaint: Complaint, now: datetime, **_others) -> None:
    give_to(complaint=complaint, association=association_for(complaint))


def association_for(complaint: Complaint) -> Organisation | None:
    seen = set()
    for association in _candidates(complaint):
        if association.pk in seen:
            continue
        seen.add(association.pk)
        if any(deciders(association, complaint)):
            return association
    return None


def deciders(association: Organisation, complaint: Complaint) -> Iterator[User]:
    """Who of it may decide about this one; each is looked at when it is asked for."""
    if is_near(association, complaint):
        return
    for person in people_who_may(Action.VET, association).distinct().order_by("pk"):
        if not conflict_of(person, complaint):
            yield person


def _candidates(complaint: Complaint) -> Iterator[Organisation]:
    """The one that has it keeps it, where it can."""
    if complaint.association:
        yield complaint.association
    yield from _that_vetted(complaint)
    yield from _of_firm(complaint)
    yield from associations().order_by("pk")


def _that_vetted(complaint: Complaint) -> Iterator[Organisation]:
    vetted = Application.objects.filter(
        provider=complaint.provider, state__in=Application.STANDING
    )
    for application in vetted.select_related("association").order_by("-pk"):
        yield application.association


def _of_firm(complaint: Complaint) -> Iterator[Organisation]:
    belongs = Affiliation.objects.filter(
        enterprise=complaint.enterprise_id, state=Affiliation.State.ACTIVE
    )
    for affiliation in belongs.select_related("association").order_by("since", "pk"):
        yield affiliation.association

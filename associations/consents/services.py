"""Writes: sharing with an association, and taking back what was allowed."""

from datetime import datetime

from django.db import transaction

from accounts.access.scopes import Scope
from accounts.models import Consent, Organisation, User
from accounts.services import give_consent, withdraw_consent
from associations.consents.texts import CURRENT
from associations.errors import AssociationError
from providers.leads.services import withdraw_lead


@transaction.atomic
def share_results(
    *,
    enterprise: Organisation,
    association: Organisation,
    scope: Scope,
    text_version: str,
    by: User,
    now: datetime,
) -> Consent:
    """Let the association see as far as `scope`, whether the enterprise belongs to it or not.

    Another scope replaces the one before. Raises AssociationError: wording_changed where the
    person read another wording than the one in force.
    """
    if text_version != CURRENT.id:
        raise AssociationError("wording_changed")
    return give_consent(
        enterprise=enterprise,
        grantee=association,
        purpose=Consent.Purpose.FOLLOW,
        items=CURRENT.scopes[scope].items,
        text_version=text_version,
        by=by,
        now=now,
    )


@transaction.atomic
def take_back(*, consent: Consent, by: User, now: datetime) -> None:
    """Withdraw a consent of any purpose; a contact request that lives on it ends with it."""
    # First, so that no provider holds a request whose contact it may not see.
    for lead in consent.leads.all():
        withdraw_lead(lead=lead, by=by, now=now)
    withdraw_consent(consent=consent, by=by, now=now)

"""Writes: sharing with an association, and taking back what was allowed."""

from datetime import datetime

from django.db import transaction

from accounts.access.scopes import Scope
from accounts.models import Consent, Organisation, User
from accounts.models.people import RoundKey
from accounts.services import EVERY_ROUND, give_consent, withdraw_consent
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
    with_contact: bool = False,
    round_key: RoundKey = EVERY_ROUND,
) -> Consent:
    """Let the association see as far as `scope`, whether the enterprise belongs to it or not.

    round_key: of this round only. Another scope replaces the one before. Raises
    AssociationError: wording_changed where the person read another wording than the one in
    force.
    """
    if text_version != CURRENT.id:
        raise AssociationError("wording_changed")
    items = CURRENT.scopes[scope].items
    if with_contact:
        items += CURRENT.contact.items
    return give_consent(
        enterprise=enterprise,
        grantee=association,
        purpose=Consent.Purpose.FOLLOW,
        items=items,
        text_version=text_version,
        by=by,
        now=now,
        round_key=round_key,
    )


@transaction.atomic
def take_back(*, consent: Consent, by: User, now: datetime) -> None:
    """Withdraw a consent of any purpose; a contact request that lives on it ends with it."""
    # First, so that no provider holds a request whose contact it may not see.
    for lead in consent.leads.all():
        withdraw_lead(lead=lead, by=by, now=now)
    withdraw_consent(consent=consent, by=by, now=now)

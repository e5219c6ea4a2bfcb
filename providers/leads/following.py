"""Which associations may follow how a request goes: to whom, since when, and how it stands.

Never what was written, offered or answered. The owner lets each one for each request, and takes
it back for one on its page, for all on the page of consents.
"""

from collections.abc import Iterable
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from accounts.access.scopes import Item, in_force
from accounts.models import Consent, Organisation, User
from accounts.services import give_consent, withdraw_consent
from providers.errors import ProviderError
from providers.leads.moving import record
from providers.models import Lead, LeadFollower

# The wording of the tick in providers/ask.html; another wording gets another name.
FOLLOW_TEXT = "follow-2026-12"

# Associations stand above, and know to which of them a firm belongs: each receiver answers
# with those it knows of.
belonging_wanted = Signal()


def associations_of(enterprise: Organisation) -> list[Organisation]:
    """To which the firm belongs today."""
    answers = belonging_wanted.send(sender=Lead, enterprise=enterprise)
    return [each for _receiver, found in answers for each in found]


def associations_once_let(enterprise: Organisation) -> QuerySet[Organisation]:
    """Which it let follow any of its requests, today or before."""
    given = Consent.objects.filter(enterprise=enterprise, purpose=Consent.Purpose.LEADS)
    return Organisation.objects.filter(pk__in=given.values("grantee"))


def following(lead: Lead, now: datetime) -> QuerySet[Consent]:
    """Under which consents associations may follow this request."""
    followers = LeadFollower.objects.filter(lead=lead).values("consent")
    standing = Consent.objects.filter(in_force(now), pk__in=followers)
    return standing.select_related("grantee").order_by("pk")


@transaction.atomic
def let_follow(
    *,
    lead: Lead,
    associations: Iterable[Organisation],
    by: User,
    now: datetime,
) -> None:
    """One consent to each association, under which stand the requests that it may follow.

    A second call changes nothing. Raises ProviderError: not_a_member.
    """
    belongs = {each.pk for each in associations_of(lead.organisation)}
    for association in associations:
        if association.pk not in belongs:
            raise ProviderError("not_a_member")
        consent = give_consent(
            enterprise=lead.organisation,
            grantee=association,
            purpose=Consent.Purpose.LEADS,
            items=[Item.COURSE],
            text_version=FOLLOW_TEXT,
            by=by,
            now=now,
        )
        _follower, is_new = LeadFollower.objects.get_or_create(
            lead=lead, consent=consent
        )
        if is_new:
            _record("lead.followed", lead, association, by, now)


@transaction.atomic
def stop_following(
    *, lead: Lead, association: Organisation, by: User, now: datetime
) -> None:
    """Of this request it learns nothing more; with the last one the consent ends too."""
    consents = following(lead, now).filter(grantee=association)
    # Locked, so that a request that is just let under it is not left behind.
    Organisation.objects.select_for_update().get(pk=lead.organisation_id)
    for consent in consents:
        LeadFollower.objects.filter(lead=lead, consent=consent).delete()
        _record("lead.unfollowed", lead, association, by, now)
        if not consent.leads_followed.exists():
            withdraw_consent(consent=consent, by=by, now=now)


def _record(
    action: str, lead: Lead, association: Organisation, by: User, now: datetime
) -> None:
    record(lead, action, by, now, {"association": str(association.public_id)})

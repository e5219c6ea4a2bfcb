"""Beginning by the open link of a poster: the firm says who it is.

Whom the association knows by its tax code, or by its name where it typed no tax code, counts at
once. Everybody else waits as a request to join, and counts when that is granted; so does whoever
names a member that is here already as another enterprise.
"""

import uuid
from datetime import datetime

from django.db import transaction

from associations.errors import AssociationError
from associations.invitations.links import hash_of
from associations.invitations.starting import Beginning, begin, begin_unknown, is_open
from associations.models import Campaign, Invitation, Member
from language.collation import unaccented


@transaction.atomic
def begin_by_poster(
    *,
    campaign: Campaign,
    name: str,
    tax_code: str,
    sector: str,
    beginning: Beginning,
    now: datetime,
) -> Invitation:
    """Raises AssociationError: campaign_closed; begun_elsewhere; is_another_member."""
    # One after the other: of two who name one member at once, one begins.
    locked = Campaign.objects.select_for_update(of=("self",))
    campaign = locked.select_related("association", "index_version").get(pk=campaign.pk)
    if not is_open(campaign, now):
        raise AssociationError("campaign_closed")
    member = recognise(campaign, name, tax_code)
    if member is None or _is_another(member, beginning):
        firm = {"name": name, "tax_code": tax_code, "sector": sector}
        invitation = _new_invitation(campaign, None)
        begin_unknown(invitation=invitation, firm=firm, beginning=beginning, now=now)
        return invitation
    invitation = _invitation_of(campaign, member)
    if invitation.assessment_id is not None:
        # Whoever names a member is no proof of being it: what was begun stays closed.
        raise AssociationError("begun_elsewhere")
    assessment = begin(invitation=invitation, beginning=beginning, now=now)
    invitation.assessment = assessment
    return invitation


def _is_another(member: Member, beginning: Beginning) -> bool:
    """A tax code is no secret: it takes nobody's place who is here already."""
    if member.enterprise_id is None:
        return False
    enterprise = beginning.enterprise
    return enterprise is None or enterprise.pk != member.enterprise_id


def recognise(campaign: Campaign, name: str, tax_code: str) -> Member | None:
    members = Member.objects.filter(
        association=campaign.association_id,
        left_at__isnull=True,
    )
    if tax_code:
        by_code = members.filter(tax_code=tax_code).first()
        if by_code:
            return by_code
    named = members.filter(tax_code="", search_key=unaccented(name)[:200])
    # Two of one name are told apart by nobody but the association.
    alike = list(named[:2])
    return alike[0] if len(alike) == 1 else None


def _invitation_of(campaign: Campaign, member: Member) -> Invitation:
    own = Invitation.objects.filter(campaign=campaign, member=member).first()
    return own or _new_invitation(campaign, member)


def _new_invitation(campaign: Campaign, member: Member | None) -> Invitation:
    public_id = uuid.uuid4()
    return Invitation.objects.create(
        public_id=public_id,
        campaign=campaign,
        member=member,
        sector=member.sector if member else "",
        size=member.size if member else "",
        token_hash=hash_of(public_id, 0),
    )

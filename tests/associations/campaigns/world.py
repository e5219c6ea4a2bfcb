"""A running campaign for tests that walk every address: nobody was written to for it."""

from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from accounts.models import Organisation
from associations.invitations.links import hash_of
from associations.models import Campaign, Invitation, Member
from tests.associations.campaigns.builders import token
from tests.builders import make_index_version

NAMES = (
    "campaign",
    "extend_campaign",
    "close_campaign",
    "campaign_people",
    "allocation",
)
# No allocation has the number of an invitation: there is none.
OF_ONE = ("campaign_call", "campaign_letter", "send_allocation")
OPENED = ("welcome", "withdraw_participation")


@dataclass(frozen=True)
class Asked:
    """One member in one campaign of an association."""

    invitation: Invitation

    def arguments(self) -> dict[str, list]:
        """By name of the address."""
        invitation = self.invitation
        campaign = invitation.campaign
        association = [campaign.association.public_id]
        own = [*association, campaign.public_id]
        found = dict.fromkeys(NAMES, own)
        found |= {name: [*own, invitation.public_id] for name in OF_ONE}
        found |= {name: [invitation.public_id] for name in OPENED}
        found |= dict.fromkeys(("campaigns", "new_campaign"), association)
        found["campaign_link"] = [token(invitation)]
        poster = {"reports:poster": own}
        found["poster_page"] = [campaign.code]
        own_pages = {f"associations:{name}": ids for name, ids in found.items()}
        return own_pages | poster


def make_asked(association: Organisation) -> Asked:
    today = timezone.localdate()
    campaign = Campaign.objects.create(
        association=association,
        name="Đợt của hội",
        index_version=make_index_version(),
        state=Campaign.State.RUNNING,
        begins_on=today,
        ends_on=today + timedelta(days=30),
        code="ap-phich",
    )
    member = Member.objects.create(
        association=association,
        name="Tiệm bánh của hội",
        email="la@mail.example",
    )
    invitation = Invitation(campaign=campaign, member=member)
    invitation.token_hash = hash_of(invitation.public_id, 0)
    invitation.save()
    return Asked(invitation)

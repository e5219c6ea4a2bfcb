"""What waits in campaigns that run: of each campaign by itself, as its own pages count."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.access.actions import Action
from associations.campaigns.people import RING_TODAY, STOPPED_HALFWAY
from associations.today.sources import Desk, Source, Waiting


@dataclass(frozen=True)
class OfEachCampaign:
    """group: the word of the list of its members."""

    group: str
    what: str
    why: str
    action: Action = Action.FOLLOW_UP

    def waiting(self, desk: Desk) -> Iterator[Waiting]:
        for found in desk.campaigns:
            count = found.counts[self.group]
            if not count:
                continue
            url = reverse(
                "associations:campaign_people",
                args=[desk.association.public_id, found.campaign.public_id],
                query={"nhom": self.group},
            )
            what = self.what % {"count": count}
            yield Waiting(count, url, what, str(self.why), found.campaign.name)


CALLS = OfEachCampaign(
    RING_TODAY,
    ngettext_lazy(
        "%(count)s member to ring today",
        "%(count)s members to ring today",
        "count",
    ),
    _("Their date has come, no letter reaches them, or they have stopped for a week."),
)
STOPPED = OfEachCampaign(
    STOPPED_HALFWAY,
    ngettext_lazy(
        "%(count)s member that has stopped halfway",
        "%(count)s members that have stopped halfway",
        "count",
    ),
    _("They began and have answered nothing for a week. See at which part."),
)


def _ending(desk: Desk) -> int:
    return desk.to_follow_up["ending"]


ENDING = Source(
    Action.FOLLOW_UP,
    "campaigns",
    _ending,
    ngettext_lazy(
        "%(count)s campaign that ends this week",
        "%(count)s campaigns that end this week",
        "count",
    ),
    _("Ring who has not sent yet, or extend it: the links go on working then."),
    query={"xem": "sap-het"},
)

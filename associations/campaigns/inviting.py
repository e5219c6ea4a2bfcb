"""Making the invitations of a campaign: thousands at a time, none of them twice."""

import uuid
from collections.abc import Iterator, Sequence

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from associations.campaigns.letters import ask_for_letters
from associations.invitations.links import hash_of
from associations.models import Campaign, Invitation, Member, MemberImport
from background.performing import Job
from background.tasks import task

AT_ONCE = 2000
Row = tuple[int, str, str]  # primary key, sector, size


@task(in_one=False, title=_("Inviting the members"))
def invite_members(job: Job, campaign_id: int) -> None:
    """All that it is aimed at; whoever is invited already stays so.

    A part after the other: killed in between, it goes on with those that have none.
    """
    campaign = Campaign.objects.get(pk=campaign_id)
    members = list(members_aimed_at(campaign).values_list("pk", "sector", "size"))
    done = 0
    job.say(done, len(members))
    for rows in _in_parts(members):
        with job.part():
            _invite(campaign, rows)
        done += len(rows)
        job.say(done, len(members))
    with transaction.atomic():
        _run(campaign)
        ask_for_letters(timezone.now())


@transaction.atomic
def invite_at_once(campaign: Campaign) -> None:
    """For a few, where nobody waits for the background: the demo."""
    members = members_aimed_at(campaign).values_list("pk", "sector", "size")
    _invite(campaign, list(members))
    _run(campaign)


def _run(campaign: Campaign) -> None:
    # One that was closed while it was prepared stays closed.
    preparing = Campaign.objects.filter(pk=campaign.pk, state=Campaign.State.PREPARING)
    preparing.update(state=Campaign.State.RUNNING)


def _in_parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    for start in range(0, len(rows), AT_ONCE):
        yield rows[start : start + AT_ONCE]


def _invite(campaign: Campaign, rows: Sequence[Row]) -> None:
    invitations = []
    for member_id, sector, size in rows:
        public_id = uuid.uuid4()
        invitation = Invitation(
            public_id=public_id,
            campaign=campaign,
            member_id=member_id,
            sector=sector,
            size=size,
            token_hash=hash_of(public_id, 0),
        )
        invitations.append(invitation)
    # Whoever came by the poster meanwhile, or had a part that was killed, has one.
    Invitation.objects.bulk_create(invitations, ignore_conflicts=True)


def of_association(association_id: int) -> QuerySet[Member]:
    """Not those that left, or said that they do not belong."""
    return Member.objects.filter(
        association=association_id,
        left_at__isnull=True,
        declined_at__isnull=True,
    )


def members_aimed_at(campaign: Campaign) -> QuerySet[Member]:
    """In the order of their names. Who answered the round before is asked again."""
    members = of_association(campaign.association_id)
    aimed_at = _aimed_at(campaign)
    if campaign.repeats_id:
        answered = Invitation.objects.filter(
            campaign=campaign.repeats_id,
            stage=Invitation.Stage.SUBMITTED,
        )
        aimed_at |= Q(pk__in=answered.values("member"))
    return members.filter(aimed_at).order_by("sort_key", "pk")


def _aimed_at(campaign: Campaign) -> Q:
    if campaign.target == Campaign.Target.OPEN:
        # An open campaign knows nobody beforehand: whoever scans its poster makes a
        # row.
        return Q(pk__in=[])
    if campaign.target == Campaign.Target.FILTERED:
        return Q(**campaign.chosen)
    if campaign.target == Campaign.Target.IMPORTED:
        stood_in_it = MemberImport.members.through.objects.filter(
            memberimport=campaign.table_id
        )
        return Q(pk__in=stood_in_it.values("member"))
    return Q()

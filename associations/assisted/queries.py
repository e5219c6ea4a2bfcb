"""Reads: what an association types for its members, and what an owner is told of it."""

from datetime import datetime

from django.db.models import F, Q, QuerySet

from accounts.models import Organisation
from accounts.tokens import token_hash
from associations.belonging.queries import whom_it_serves
from associations.models import AssistedRound, Member
from survey.models import Assessment


def assisted_rounds() -> QuerySet[AssistedRound]:
    rows = AssistedRound.objects.select_related(
        "association",
        "member__enterprise",
        "typed_by",
        "assessment__organisation",
        "assessment__index_version",
    )
    return rows.defer("assessment__index_version__document")


def for_members(members: QuerySet[Member]) -> QuerySet[AssistedRound]:
    """What was typed for those that the association still serves, asked at this very moment.

    By its name on the list a member may turn out to be another enterprise since.
    """
    served = whom_it_serves(members)
    is_gone = Q(assessment__isnull=True)
    is_it = Q(member__enterprise=F("assessment__organisation"))
    never_came = Q(
        member__enterprise__isnull=True,
        assessment__organisation__claimed_at__isnull=True,
    )
    rows = assisted_rounds().filter(member__in=served.values("pk"))
    return rows.filter(is_gone | is_it | never_came)


def rounds_of_association(association: Organisation) -> QuerySet[AssistedRound]:
    return for_members(association.members.all()).filter(association=association)


def waiting_for_owners(association: Organisation) -> QuerySet[AssistedRound]:
    """Those whose owners were asked and have not answered."""
    return rounds_of_association(association).filter(
        asked_at__isnull=False,
        assessment__is_being_typed=True,
    )


def waiting_for(enterprises) -> QuerySet[AssistedRound]:
    """What owners have not said anything to yet."""
    return assisted_rounds().filter(
        assessment__organisation__in=enterprises,
        assessment__is_being_typed=True,
    )


def round_behind(token: str, now: datetime) -> AssistedRound | None:
    """Of a link that still leads somewhere."""
    found = assisted_rounds().filter(token_hash=token_hash(token)).first()
    if found is None or not found.leads_at(now):
        return None
    return found if opens_by_link(found) else None


def opens_by_link(assisted: AssistedRound) -> bool:
    """Whether nothing but what this association typed comes into whoever's hands has the link.

    In an account it is opened there, and the link only leads to it.
    """
    enterprise = assisted.assessment.organisation
    if enterprise.claimed_at is not None:
        return True
    return is_typed_by(assisted.association, enterprise)


def is_typed_by(association: Organisation, enterprise: Organisation) -> bool:
    """Whether the association typed each of its rounds, and its owner went on with none."""
    typed = AssistedRound.objects.filter(
        association=association,
        assessment__organisation=enterprise,
        taken_up_at__isnull=True,
    )
    others = enterprise.assessments.exclude(pk__in=typed.values("assessment"))
    return not others.exists()


def is_answering(member: Member) -> bool:
    """Whether something typed for it is open, or its owner goes on with it."""
    drafts = AssistedRound.objects.filter(
        member=member,
        assessment__state=Assessment.State.DRAFT,
    )
    return drafts.exists()


def assisted_of(assessment: Assessment) -> AssistedRound | None:
    """Who typed a round; without a query for those that were answered by their firms."""
    if not assessment.is_assisted:
        return None
    return assisted_rounds().filter(assessment=assessment).first()

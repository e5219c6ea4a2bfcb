"""What an association knows of a member follows whether that belongs: in one transaction."""

from datetime import datetime

from accounts.models import Organisation
from associations.models import Affiliation, Member


def note_asking(affiliation: Affiliation, now: datetime) -> None:
    """Who asks stands among the members with what it told by asking."""
    enterprise = affiliation.enterprise
    known = Member.objects.filter(
        association=affiliation.association,
        enterprise=enterprise,
    )
    if known.exists():
        return
    Member.objects.create(
        association=affiliation.association,
        enterprise=enterprise,
        by_itself=True,
        name=enterprise.name,
        sector=enterprise.sector,
        area=enterprise.area,
        added_at=now,
    )


def forget_asking(affiliation: Affiliation) -> None:
    """Who does not belong after all leaves no trace of asking among the members."""
    asked = Member.objects.filter(
        association=affiliation.association,
        enterprise=affiliation.enterprise,
    )
    # Before the update below: what is left then is what the association typed itself.
    asked.filter(by_itself=True).delete()
    asked.update(enterprise=None)


def link_known(member: Member, enterprise: Organisation) -> None:
    """The member that was known turned out to be this enterprise."""
    same = Member.objects.filter(
        association=member.association_id,
        enterprise=enterprise,
    )
    others = same.exclude(pk=member.pk)
    others.filter(by_itself=True).delete()
    # What the association typed of it under another name stays with the association.
    others.update(enterprise=None)
    member.enterprise = enterprise
    member.left_at = None
    member.declined_at = None
    member.token_hash = ""
    member.save(
        update_fields=["enterprise", "left_at", "declined_at", "token_hash"],
    )


def note_leaving(affiliation: Affiliation, now: datetime) -> None:
    """What the association typed stays with it; that it is this enterprise does not."""
    left = Member.objects.filter(
        association=affiliation.association,
        enterprise=affiliation.enterprise,
    )
    left.update(enterprise=None, left_at=now, token_hash="")

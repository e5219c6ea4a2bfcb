"""Reads: who belongs to an association, and who asks to."""

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from accounts.models import Confirmation, Organisation
from associations.models import Affiliation, Member
from language.collation import unaccented


def members_and_asking(association: Organisation) -> tuple[int, int]:
    """How many enterprises belong to it, and how many ask to. One query."""
    of_state = Affiliation.objects.filter(association=association)
    counted = of_state.values_list("state").annotate(Count("pk")).order_by()
    counts = dict(counted)
    members = counts.get(Affiliation.State.ACTIVE, 0)
    return members, counts.get(Affiliation.State.ASKED, 0)


def requests_to(association: Organisation) -> QuerySet[Affiliation]:
    """Enterprises that ask to belong to it, the longest waiting first."""
    asked = Affiliation.objects.filter(
        association=association, state=Affiliation.State.ASKED
    )
    return asked.select_related("enterprise").order_by("since", "pk")


def confirmed_since() -> Subquery:
    """Of affiliations: since when the association says that the enterprise is real."""
    standing = Confirmation.objects.filter(
        association=OuterRef("association"),
        enterprise=OuterRef("enterprise"),
        withdrawn_at__isnull=True,
    )
    return Subquery(standing.values("given_at")[:1])


def whom_it_serves(members: QuerySet[Member]) -> QuerySet[Member]:
    """Those of them that an association may do something for: who left or said no is none.

    One that came has to belong. One that was typed for, and is in no account yet, could not
    say so; one that is known by name only was never here.
    """
    affiliations = Affiliation.objects.filter(
        association=OuterRef("association"),
        enterprise=OuterRef("enterprise"),
    )
    belongs = Exists(affiliations.filter(state=Affiliation.State.ACTIVE))
    in_no_account = Q(enterprise__claimed_at__isnull=True) & ~Exists(affiliations)
    return members.filter(
        belongs | in_no_account,
        left_at__isnull=True,
        declined_at__isnull=True,
    )


def members_of(association: Organisation, name: str = "") -> QuerySet[Affiliation]:
    """Enterprises that belong to it, by name; each with since when it is `confirmed`, if at all.

    name: a part of it, with or without its marks.
    """
    members = Affiliation.objects.filter(
        association=association,
        state=Affiliation.State.ACTIVE,
    )
    if name:
        members = members.filter(enterprise__search_key__contains=unaccented(name))
    members = members.annotate(confirmed=confirmed_since())
    return members.select_related("enterprise").order_by("enterprise__sort_key", "pk")

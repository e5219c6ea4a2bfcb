"""Reads: whom an association counts among its members.

Each function needs a constant number of queries.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Case,
    CharField,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.db.models.functions import Lower

from accounts.access.scopes import consents_on_rounds
from accounts.models import BadAddress, Confirmation, Organisation
from associations.members.states import (
    ASKS,
    BELONGS,
    DECLINED,
    INVITED,
    KNOWN,
    LEFT,
    UNREACHED,
)
from associations.models import Affiliation, Member
from language.collation import unaccented
from survey.models import Result
from survey.results.queries import NEWEST_FIRST, results

State = Affiliation.State


@dataclass(frozen=True)
class Filters:
    name: str = ""
    state: str = ""
    sector: str = ""
    area: str = ""
    size: str = ""

    def conditions(self) -> dict[str, str]:
        """What must be equal, as the ORM asks for it."""
        texts = {"sector": self.sector, "area": self.area, "size": self.size}
        return {name: text for name, text in texts.items() if text}


def members_known(association: Organisation, filters: Filters) -> QuerySet[Member]:
    """By name, each with its `state` and with since when it is `confirmed`, if at all."""
    known = Member.objects.filter(association=association, **filters.conditions())
    if filters.name:
        known = known.filter(_called(filters.name))
    if filters.state:
        known = known.filter(_stands(association, filters.state))
    return with_state(known).select_related("enterprise")


def _called(text: str) -> Q:
    """Names are searched without their marks, as people type them."""
    named = Q(search_key__contains=unaccented(text))
    digits = "".join(filter(str.isdigit, text))
    return named | Q(tax_code__startswith=digits) if digits else named


def with_state(members: QuerySet[Member]) -> QuerySet[Member]:
    own = Affiliation.objects.filter(
        association=OuterRef("association"),
        enterprise=OuterRef("enterprise"),
    )
    confirmed = Confirmation.objects.filter(
        association=OuterRef("association"),
        enterprise=OuterRef("enterprise"),
        withdrawn_at__isnull=True,
    )
    affiliated = members.annotate(
        affiliation=Subquery(own.values("state")[:1]),
        since=Subquery(own.values("since")[:1]),
        confirmed=Subquery(confirmed.values("given_at")[:1]),
    )
    return affiliated.annotate(
        state=Case(
            When(affiliation=State.ACTIVE, then=Value(BELONGS)),
            When(affiliation=State.ASKED, then=Value(ASKS)),
            When(left_at__isnull=False, then=Value(LEFT)),
            When(declined_at__isnull=False, then=Value(DECLINED)),
            When(invited_at__isnull=False, then=Value(INVITED)),
            default=Value(KNOWN),
            output_field=CharField(),
        )
    )


def _stands(association: Organisation, state: str) -> Q:
    """As `with_state` says it, asked so that no row is looked at by itself."""
    if state == UNREACHED.code:
        return _is_unreached()
    own = Affiliation.objects.filter(association=association)
    belongs = Q(enterprise__in=own.filter(state=State.ACTIVE).values("enterprise"))
    asks = Q(enterprise__in=own.filter(state=State.ASKED).values("enterprise"))
    open_ones = own.filter(state__in=(State.ACTIVE, State.ASKED))
    # Who belongs nowhere has no enterprise here, or one that was declined or left.
    outside = Q(enterprise__isnull=True) | ~Q(
        enterprise__in=open_ones.values("enterprise")
    )
    left = Q(left_at__isnull=False)
    declined = Q(declined_at__isnull=False)
    invited = Q(invited_at__isnull=False)
    return {
        BELONGS: belongs,
        ASKS: asks,
        LEFT: outside & left,
        DECLINED: outside & ~left & declined,
        INVITED: outside & ~left & ~declined & invited,
        KNOWN: outside & ~left & ~declined & ~invited,
    }[state]


def _is_unreached() -> Q:
    bad = BadAddress.objects.filter(address=Lower(OuterRef("email")))
    return Q(Exists(bad), left_at__isnull=True)


def alike(
    association: Organisation,
    *,
    name: str,
    tax_code: str,
    besides: int | None = None,
) -> QuerySet[Member]:
    """Members with this tax code, or with this name but for its marks."""
    same = Q(search_key=unaccented(name)[:200])
    if tax_code:
        same |= Q(tax_code=tax_code)
    members = Member.objects.filter(same, association=association)
    return members.exclude(pk=besides) if besides else members


def twins_of(
    association: Organisation,
    enterprises: Sequence[Organisation],
) -> Mapping[int, list[Member]]:
    """Members that are nobody here yet and may be one of these, by its primary key.

    They have its tax code, or its name but for its marks.
    """
    names = {each.search_key for each in enterprises}
    codes = {each.tax_code for each in enterprises} - {""}
    same = Q(search_key__in=names) | Q(tax_code__in=codes)
    found = Member.objects.filter(
        same,
        association=association,
        enterprise__isnull=True,
    )
    members = list(with_state(found))
    twins = {}
    for each in enterprises:
        twins[each.pk] = [member for member in members if _is_like(member, each)]
    return twins


def _is_like(member: Member, enterprise: Organisation) -> bool:
    if member.search_key == enterprise.search_key:
        return True
    return bool(member.tax_code) and member.tax_code == enterprise.tax_code


def newest_result_of(enterprise: Organisation) -> Result | None:
    newest = results().filter(organisation=enterprise, newest_of__isnull=False)
    return newest.first()


def newest_shown(
    association: Organisation,
    enterprise: Organisation,
    now: datetime,
) -> Result | None:
    """Of the results that the association may see at this moment, of all rounds or of one."""
    consents = consents_on_rounds(association, now)
    shown = results().filter(Exists(consents), organisation=enterprise)
    return shown.order_by(*NEWEST_FIRST).first()


def invited_by(token_hash: str, since: datetime) -> Member | None:
    """The member whose letter holds this link, if it was written since then."""
    invited = Member.objects.filter(token_hash=token_hash, invited_at__gt=since)
    return invited.select_related("association").first() if token_hash else None

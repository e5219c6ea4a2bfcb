"""Kinds of things that wait, and whom they wait for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from django.db.models import Count, QuerySet, Value
from django.urls import reverse
from django.utils import timezone

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor
from accounts.models import Organisation
from associations.assisted.queries import waiting_for_owners
from associations.belonging.queries import requests_to
from associations.campaigns.queries import (
    ToSeeTo,
    campaigns_ending,
    running_to_see_to,
)
from associations.changes.queries import changes_to_judge
from associations.review.assignments.queries import counts_of
from associations.vetting.queries import to_decide, to_take, with_me
from providers.complaints.queries import to_decide as complaints_to_decide


def counted_at_once(lists: Mapping[str, QuerySet]) -> Mapping[str, int]:
    """The rows of each list, counted as its page counts them, in one statement for all."""
    counts = [_count(name, rows) for name, rows in lists.items()]
    # Of a list without rows nothing comes back.
    found = dict(counts[0].union(*counts[1:], all=True))
    return {name: found.get(name, 0) for name in lists}


def _count(name: str, rows: QuerySet) -> QuerySet:
    # By key: what a list adds up beside its rows must not be counted along.
    plain = rows.model.objects.filter(pk__in=rows.order_by().values("pk"))
    counted = plain.order_by().values(part=Value(name)).annotate(rows=Count("pk"))
    return counted.values_list("part", "rows")


@dataclass(frozen=True)
class Desk:
    """Who asks what waits, at which association, at which moment."""

    association: Organisation
    visitor: Visitor
    now: datetime

    def may(self, action: Action) -> bool:
        return may(self.visitor, action, self.association)

    @cached_property
    def reviews(self) -> dict[str, int]:
        """How many lie with this person, by state."""
        roles = self.visitor.roles
        return counts_of(self.association, self.visitor.user, roles, self.now)

    @cached_property
    def of_providers(self) -> Mapping[str, int]:
        """How many rows each list about providers has."""
        association, officer = self.association, self.visitor.user
        return counted_at_once(
            {
                "to_take": to_take(association, officer),
                "with_me": with_me(association, officer),
                "to_decide": to_decide(association),
                "changes": changes_to_judge(association, officer),
                "complaints": complaints_to_decide(association),
            }
        )

    @cached_property
    def to_follow_up(self) -> Mapping[str, int]:
        """How many rows each list of members and campaigns has that somebody follows up."""
        today = timezone.localdate(self.now)
        return counted_at_once(
            {
                "requests": requests_to(self.association),
                "ending": campaigns_ending(self.association, today),
                "typed": waiting_for_owners(self.association),
            }
        )

    @cached_property
    def campaigns(self) -> list[ToSeeTo]:
        return running_to_see_to(self.association, self.now)


@dataclass(frozen=True)
class Waiting:
    """count: of the rows of the page at `url`. what: of them, in words; why: it matters.

    where: in what, if there are several.
    """

    count: int
    url: str
    what: str
    why: str
    where: str = ""


class Kind(Protocol):
    """action: what one must be allowed to do to do something about it."""

    @property
    def action(self) -> Action: ...

    def waiting(self, desk: Desk) -> Iterator[Waiting]: ...


@dataclass(frozen=True)
class Source:
    """What one page of the association lists. page: the name of its address.

    count: asks the very function that the page asks, so both mean the same.
    """

    action: Action
    page: str
    count: Callable[[Desk], int]
    what: str
    why: str
    query: Mapping[str, str] = field(default_factory=dict)
    part: str = ""  # of the page

    def waiting(self, desk: Desk) -> Iterator[Waiting]:
        count = self.count(desk)
        if not count:
            return
        url = reverse(
            f"associations:{self.page}",
            args=[desk.association.public_id],
            query=self.query,
            fragment=self.part or None,
        )
        what = self.what % {"count": count}
        yield Waiting(count, url, what, str(self.why))

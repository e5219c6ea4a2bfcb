"""Kinds of things that wait, and whom they wait for."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from typing import Protocol

from django.urls import reverse

from accounts.access.actions import Action, may
from accounts.access.visitors import Visitor
from accounts.models import Organisation
from associations.campaigns.queries import ToSeeTo, running_to_see_to
from associations.review.assignments.queries import counts_of
from associations.vetting.queries import waiting_counts


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
    def vetting(self) -> dict[str, int]:
        """Of providers that apply, how many wait for what."""
        return waiting_counts(self.association, self.visitor.user)

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

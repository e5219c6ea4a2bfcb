"""The newest result of each enterprise that lets an association see it."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import (
    Exists,
    F,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
)

from accounts.access.scopes import (
    Scope,
    consents_of_one_round,
    consents_on_rounds,
    consents_to,
)
from accounts.models import Organisation
from language.collation import unaccented
from survey.evidence.queries import files_waiting
from survey.models import Result
from survey.results.queries import NEWEST_FIRST, results

ORDERS = {
    "name": ["organisation__sort_key", "pk"],
    # A level of one index says nothing of a level of another.
    "level": [
        "-index_version__index_id",
        F("level").desc(nulls_last=True),
        "-total",
        "organisation__sort_key",
    ],
    "date": list(NEWEST_FIRST),
}


@dataclass(frozen=True)
class Filters:
    name: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""
    index: str = ""
    level: int | None = None
    scope: int | None = None
    waiting: bool = False
    order: str = "name"

    def conditions(self) -> dict[str, object]:
        """What must be equal, as the ORM asks for it."""
        texts = {"sector": self.sector, "size": self.size, "area": self.area}
        texts["index_version__index_id"] = self.index
        conditions = {name: text for name, text in texts.items() if text}
        # Level 0 is a level, too.
        if self.level is not None:
            conditions["level"] = self.level
        return conditions


def _newest_shared(
    association: Organisation,
    scope: int | None,
    now: datetime,
) -> Q:
    """The newest of all, or of the single rounds that may be seen."""
    every, single = consents_to(association, now), consents_on_rounds(association, now)
    one = consents_of_one_round(association, now)
    if scope is not None:
        every, one = every.filter(scope=scope), one.filter(scope=scope)
        single = single.filter(scope=scope)
    seen = Result.objects.filter(
        Exists(single), organisation=OuterRef("organisation")
    ).order_by(*NEWEST_FIRST)
    newest = Q(newest_of__isnull=False, organisation__in=every.values("enterprise"))
    of_one = Result.objects.filter(
        organisation__in=one.values("enterprise"),
        pk=Subquery(seen.values("pk")[:1]),
    )
    return newest | Q(pk__in=of_one.values("pk"))


def shared_results(
    association: Organisation, filters: Filters, now: datetime
) -> QuerySet[Result]:
    """The newest result of each enterprise that lets the association see it, in order.

    Each with `scope` and `wording` of its consent, and how many files are `waiting` for a look.
    """
    own = consents_on_rounds(association, now)
    shared = results().filter(_newest_shared(association, filters.scope, now))
    if filters.name:
        # Names are searched without their marks, as people type them.
        name = unaccented(filters.name)
        shared = shared.filter(organisation__search_key__contains=name)
    shared = shared.filter(**filters.conditions()).annotate(
        scope=Subquery(own.values("scope")[:1]),
        wording=Subquery(own.values("text_version")[:1]),
        waiting=files_waiting(),
    )
    if filters.waiting:
        # How many files there are is nothing for whoever may not see them.
        shared = shared.filter(scope=Scope.EVIDENCE, waiting__gt=0)
    # Of a correction the list says which result it replaces.
    in_order = shared.order_by(*ORDERS[filters.order])
    return in_order.select_related("assessment__corrects")

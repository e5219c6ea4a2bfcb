"""What waits for an association today: each number as the page counts it that it leads to."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from accounts.models import Organisation
from associations.belonging.queries import requests_to
from associations.results.queries import Filters, shared_results


@dataclass(frozen=True)
class Waiting:
    """count: of the rows of the page at `url`. what: of them, in words; why: it matters."""

    count: int
    url: str
    what: str
    why: str


@dataclass(frozen=True)
class Source:
    """One kind of thing that waits. page: the name of the address that lists it.

    count: asks the very function that the page asks, so both mean the same.
    """

    page: str
    query: dict[str, str]
    count: Callable[[Organisation, datetime], int]
    what: str
    why: str


def _requests(association: Organisation, _now: datetime) -> int:
    return requests_to(association).count()


def _evidence(association: Organisation, now: datetime) -> int:
    return shared_results(association, Filters(waiting=True), now).count()


# In the order in which somebody waits for an answer.
SOURCES: Sequence[Source] = (
    Source(
        "requests",
        {},
        _requests,
        ngettext_lazy(
            "%(count)s request to join",
            "%(count)s requests to join",
            "count",
        ),
        _("They have asked to belong and see nothing until somebody answers."),
    ),
    Source(
        "results",
        {"cho": "1"},
        _evidence,
        ngettext_lazy(
            "%(count)s enterprise with evidence to look at",
            "%(count)s enterprises with evidence to look at",
            "count",
        ),
        _("They sent files to prove their answers, and want to know whether these do."),
    ),
)


def waiting_for(association: Organisation, now: datetime) -> list[Waiting]:
    """What waits, in as many queries as there are kinds; what does not is left out."""
    waiting = []
    for source in SOURCES:
        count = source.count(association, now)
        if count:
            waiting.append(_waiting(source, association, count))
    return waiting


def _waiting(source: Source, association: Organisation, count: int) -> Waiting:
    url = reverse(
        f"associations:{source.page}",
        args=[association.public_id],
        query=source.query,
    )
    words = {"count": count}
    return Waiting(count, url, str(source.what % words), str(source.why))

"""Reads of the directory."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Avg, Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.models import Organisation
from indexes.queries import newest_index_version
from language.collation import unaccented
from providers.directory.first_year import first_year_column
from providers.models import (
    Complaint,
    Lead,
    LeadOutcome,
    Provider,
    Rating,
    Side,
    Solution,
)
from providers.models.ratings import ASPECTS


def question_tops(index_id: str) -> dict[str, int] | None:
    """The highest level of each scored question of a published index; None where there
    is none.
    """
    version = newest_index_version(index_id)
    if version is None:
        return None

    tops: dict[str, int] = {}
    for index in version.variants:
        for question in index.rubric.questions:
            tops[question.code] = question.top
    return tops


@dataclass(frozen=True)
class Wanted:
    """The filters of the directory page. Empty ones filter nothing."""

    text: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""  # able to do something of this area of capabilities
    kind: str = ""
    place: str = ""  # code of a ward or commune: who comes there, or works online
    most: int | None = None  # dong in the first year


def vetted_providers(wanted: Wanted, now: datetime) -> QuerySet[Provider]:
    """Providers vetted today with a solution that fits, in Vietnamese order, solutions
    prefetched.
    """
    fitting = _fitting(wanted)
    cheapest_first = fitting.order_by("price_from", "slug")
    solutions = Prefetch("solutions", cheapest_first, to_attr="fitting")
    # None is of another kind, but by kind and name they stand in order in an index:
    # else PostgreSQL walks through all enterprises to find the first providers.
    providers = _vetted(wanted, fitting, now).filter(
        organisation__kind=Organisation.Kind.PROVIDER
    )
    return providers.select_related("organisation").prefetch_related(solutions)


def count_vetted(wanted: Wanted, now: datetime) -> int:
    """Without a look at their names, unless these are searched."""
    return _vetted(wanted, _fitting(wanted), now).count()


def _vetted(
    wanted: Wanted, fitting: QuerySet[Solution], now: datetime
) -> QuerySet[Provider]:
    providers = Provider.objects.filter(
        Exists(fitting.filter(provider=OuterRef("pk"))),
        vetted_until__gte=timezone.localdate(now),
    )
    if wanted.place:
        named = Q(areas_text__contains=f'"{wanted.place}"')
        providers = providers.annotate(areas_text=Cast("areas", TextField()))
        providers = providers.filter(Q(areas=[]) | Q(online=True) | named)
    for word in unaccented(wanted.text).split():
        # The administration may have given it another name since the file was imported.
        by_name = Q(organisation__search_key__contains=word)
        providers = providers.filter(by_name | Q(search_key__contains=word))
    return providers


def _fitting(wanted: Wanted) -> QuerySet[Solution]:
    # Lists in JSON are searched as text, between quotes: whether a list contains a
    # value is asked differently of the two databases, and not at all of SQLite.
    solutions = Solution.objects.filter(is_active=True).annotate(
        sectors_text=Cast("sectors", TextField()),
        sizes_text=Cast("sizes", TextField()),
        improves_text=Cast("improves", TextField()),
    )
    if wanted.sector:
        named = Q(sectors_text__contains=f'"{wanted.sector}"')
        solutions = solutions.filter(Q(sectors=[]) | named)
    if wanted.size:
        named = Q(sizes_text__contains=f'"{wanted.size}"')
        solutions = solutions.filter(Q(sizes=[]) | named)
    if wanted.area:
        # "supply" stands before the dot of "supply.stock".
        solutions = solutions.filter(improves_text__contains=f'"{wanted.area}.')
    if wanted.kind:
        solutions = solutions.filter(kind=wanted.kind)
    if wanted.most is not None:
        solutions = solutions.annotate(a_year=first_year_column())
        solutions = solutions.filter(a_year__lte=wanted.most)
    return solutions


def solution_entries() -> QuerySet[Solution]:
    """What is on offer of every provider, vetted or not."""
    return Solution.objects.filter(is_active=True).select_related(
        "provider__organisation", "provider__vetted_by"
    )


@dataclass(frozen=True)
class Proved:
    """What others say of a provider, in numbers: of work done, and of what went wrong."""

    delivered: int  # engagements of which both sides said that they were done
    complaints: int  # upheld


def proved_of(provider: Provider) -> Proved:
    done = Lead.objects.filter(provider=provider)
    for side in Side:
        said = LeadOutcome.objects.filter(
            lead=OuterRef("pk"),
            side=side,
            said__in=(LeadOutcome.Said.DONE, LeadOutcome.Said.PARTLY),
        )
        done = done.filter(Exists(said))
    upheld = Complaint.objects.filter(
        provider=provider, side=Side.ENTERPRISE, state__in=Complaint.COUNTS
    )
    return Proved(done.count(), upheld.count())


def aspects_of(provider: Provider) -> list[tuple[str, float]]:
    """How firms rated each aspect, by its name; nothing where nobody did."""
    shown = Rating.objects.filter(provider=provider, hidden_at__isnull=True)
    averages = shown.aggregate(**{aspect: Avg(aspect) for aspect in ASPECTS})
    return [
        (str(Rating._meta.get_field(aspect).verbose_name), averages[aspect])
        for aspect in ASPECTS
        if averages[aspect] is not None
    ]


def provider_entries() -> QuerySet[Provider]:
    """Every provider, vetted or not, with what it offers now, cheapest first."""
    active = Solution.objects.filter(is_active=True).order_by("price_from", "slug")
    entries = Provider.objects.select_related("organisation", "vetted_by")
    return entries.prefetch_related(Prefetch("solutions", active))

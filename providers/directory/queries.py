"""Reads of the directory."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Exists, OuterRef, Prefetch, Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from indexes.queries import newest_index_version
from language.collation import unaccented
from providers.models import Provider, Solution


def question_tops(index_id: str) -> dict[str, int] | None:
    """The highest level of each scored question of a published index; None where there is none."""
    version = newest_index_version(index_id)
    if version is None:
        return None
    variants = [one["id"] for one in version.index.variants.get("list", ())] or [""]
    indexes = [version.index_in(variant) for variant in variants]
    return {
        question.code: question.top
        for index in indexes
        for question in index.rubric.questions
    }


# The directory


@dataclass(frozen=True)
class Wanted:
    """The filters of the directory page. Empty ones filter nothing."""

    text: str = ""
    sector: str = ""
    size: str = ""
    area: str = ""  # able to do something of this area of capabilities


def vetted_providers(wanted: Wanted, now: datetime) -> QuerySet[Provider]:
    """Providers vetted today with a solution that fits, in Vietnamese order, solutions prefetched."""
    fitting = _fitting(wanted).filter(provider=OuterRef("pk"))
    found = Provider.objects.filter(
        Exists(fitting), vetted_until__gte=timezone.localdate(now)
    )
    for word in unaccented(wanted.text).split():
        found = found.filter(search_key__contains=word)
    solutions = Prefetch(
        "solutions", _fitting(wanted).order_by("price_from", "slug"), to_attr="fitting"
    )
    return found.select_related("organisation").prefetch_related(solutions)


def _fitting(wanted: Wanted) -> QuerySet[Solution]:
    """Lists in JSON are searched as text: containment is not the same on the two databases, quotes are."""
    found = Solution.objects.filter(is_active=True).annotate(
        sectors_text=Cast("sectors", TextField()),
        sizes_text=Cast("sizes", TextField()),
        improves_text=Cast("improves", TextField()),
    )
    if wanted.sector:
        found = found.filter(
            Q(sectors=[]) | Q(sectors_text__contains=f'"{wanted.sector}"')
        )
    if wanted.size:
        found = found.filter(Q(sizes=[]) | Q(sizes_text__contains=f'"{wanted.size}"'))
    if wanted.area:
        found = found.filter(improves_text__contains=f'"{wanted.area}.')
    return found


def provider_entries() -> QuerySet[Provider]:
    active = Solution.objects.filter(is_active=True).order_by("price_from", "slug")
    return Provider.objects.select_related("organisation").prefetch_related(
        Prefetch("solutions", active)
    )

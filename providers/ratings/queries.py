"""Reads of ratings: what everybody may see of a provider's, and what it has to reply to."""

from dataclasses import dataclass
from fractions import Fraction

from django.db.models import Count, QuerySet, Sum

from accounts.models import Organisation
from providers.matching.entries import USUAL_COUNT, USUAL_RATING, quality_of
from providers.models import Lead, Provider, Rating
from providers.models.ratings import ASPECTS
from providers.ratings.services import DELIVERED


@dataclass(frozen=True)
class Counted:
    """average: of each aspect; whole: of all. in_order: what the ranking of suggestions goes by."""

    count: int
    averages: dict[str, Fraction]
    whole: Fraction | None
    in_order: float
    usual: float = USUAL_RATING
    usual_count: int = USUAL_COUNT


def shown_ratings(provider: Provider) -> QuerySet[Rating]:
    return Rating.objects.filter(provider=provider, hidden_at__isnull=True)


def counted(provider: Provider) -> Counted:
    sums = {aspect: Sum(aspect) for aspect in ASPECTS}
    found = shown_ratings(provider).aggregate(count=Count("pk"), **sums)
    count = found["count"]
    averages = {}
    if count:
        averages = {aspect: Fraction(found[aspect], count) for aspect in ASPECTS}
    whole = sum(averages.values()) / len(ASPECTS) if count else None
    return Counted(count, averages, whole, quality_of(provider))


def ratings_of(organisations) -> QuerySet[Rating]:
    """Of the providers that these are, also those that were taken out."""
    ratings = Rating.objects.filter(provider__organisation__in=organisations)
    return ratings.select_related("provider__organisation")


def all_ratings() -> QuerySet[Rating]:
    """For whoever moderates: without the firm, whose name is nobody's there."""
    return Rating.objects.select_related("provider__organisation", "hidden_for")


def to_rate(enterprise: Organisation) -> QuerySet[Lead]:
    delivered = Lead.objects.filter(organisation=enterprise, state__in=DELIVERED)
    return delivered.filter(rating__isnull=True).select_related(
        "provider__organisation"
    )

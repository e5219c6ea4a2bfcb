"""Reads of ratings: what everybody may see of a provider's, and what it has to reply to."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from django.db.models import Count, QuerySet, Sum

from accounts.models import Organisation
from providers.matching.entries import USUAL_COUNT, USUAL_RATING, quality_of
from providers.models import Lead, Provider, Rating
from providers.models.ratings import ASPECTS
from providers.ratings.services import DELIVERED


@dataclass(frozen=True)
class Counted:
    """count, whole: as the page of the provider and suggestions tell them. averages: of each
    aspect. in_order: what the ranking of suggestions goes by.
    """

    count: int
    averages: dict[str, Fraction]
    whole: Decimal | None
    in_order: float
    usual: float = USUAL_RATING
    usual_count: int = USUAL_COUNT


def shown_ratings(provider: Provider) -> QuerySet[Rating]:
    return Rating.objects.filter(provider=provider, hidden_at__isnull=True)


def counted(provider: Provider) -> Counted:
    return Counted(
        count=provider.rating_count,
        averages=_averages(provider),
        # Not worked out again from the rows: a directory may tell of ratings that were given
        # elsewhere, and no two pages may tell two numbers of one provider.
        whole=provider.rating_average if provider.rating_count else None,
        in_order=quality_of(provider),
    )


def _averages(provider: Provider) -> dict[str, Fraction]:
    """By aspect, of those that were given here; nothing where none was."""
    sums = {aspect: Sum(aspect) for aspect in ASPECTS}
    found = shown_ratings(provider).aggregate(count=Count("pk"), **sums)
    if not found["count"]:
        return {}
    return {aspect: Fraction(found[aspect], found["count"]) for aspect in ASPECTS}


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

"""Reads of ratings: what everybody may see of a provider's, and what it has to reply to."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from django.db.models import QuerySet

from accounts.models import Organisation
from providers.directory.queries import aspects_of
from providers.matching.entries import USUAL_COUNT, USUAL_RATING, quality_of
from providers.models import Lead, Provider, Rating
from providers.ratings.services import DELIVERED


@dataclass(frozen=True)
class Counted:
    """count, whole: as the page of the provider and suggestions tell them. averages: by aspect,
    of those that were given here. in_order: what the ranking of suggestions goes by.
    """

    count: int
    averages: list[tuple[str, float]]
    whole: Decimal | None
    in_order: float
    usual: float = USUAL_RATING
    usual_count: int = USUAL_COUNT


def shown_ratings(provider: Provider) -> QuerySet[Rating]:
    return Rating.objects.filter(provider=provider, hidden_at__isnull=True)


def counted(provider: Provider) -> Counted:
    return Counted(
        count=provider.rating_count,
        averages=aspects_of(provider),
        # Not worked out again from the rows: a directory may tell of ratings that were given
        # elsewhere, and no two pages may tell two numbers of one provider.
        whole=provider.rating_average if provider.rating_count else None,
        in_order=quality_of(provider),
    )


def ratings_of(providers: Sequence[Provider]) -> QuerySet[Rating]:
    """Also those that were taken out."""
    ratings = Rating.objects.filter(provider__in=providers)
    return ratings.select_related("provider__organisation")


def all_ratings() -> QuerySet[Rating]:
    """For whoever moderates: without the firm, whose name is nobody's there."""
    return Rating.objects.select_related("provider__organisation", "hidden_for")


def to_rate(enterprise: Organisation) -> QuerySet[Lead]:
    delivered = Lead.objects.filter(organisation=enterprise, state__in=DELIVERED)
    return delivered.filter(rating__isnull=True).select_related(
        "provider__organisation"
    )

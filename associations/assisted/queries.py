"""Reads: what an association types for its members, and what an owner is told of it."""

from django.db.models import QuerySet

from accounts.models import Organisation
from accounts.tokens import token_hash
from associations.models import AssistedRound
from survey.models import Assessment


def assisted_rounds() -> QuerySet[AssistedRound]:
    rows = AssistedRound.objects.select_related(
        "association",
        "member__enterprise",
        "typed_by",
        "assessment__organisation",
        "assessment__index_version",
    )
    return rows.defer("assessment__index_version__document")


def rounds_of_association(association: Organisation) -> QuerySet[AssistedRound]:
    return assisted_rounds().filter(association=association)


def waiting_for_owners(association: Organisation) -> QuerySet[AssistedRound]:
    """Those whose owners were asked and have not answered."""
    return rounds_of_association(association).filter(
        asked_at__isnull=False,
        assessment__state=Assessment.State.DRAFT,
    )


def waiting_for(enterprises) -> QuerySet[AssistedRound]:
    """What owners have not said anything to yet."""
    return assisted_rounds().filter(
        assessment__organisation__in=enterprises,
        assessment__state=Assessment.State.DRAFT,
    )


def round_behind(token: str) -> AssistedRound | None:
    """Of a link that still leads somewhere."""
    found = assisted_rounds().filter(token_hash=token_hash(token)).first()
    return found if found and found.is_open else None


def assisted_of(assessment: Assessment) -> AssistedRound | None:
    """Who typed a round; without a query for those that were answered by their firms."""
    if not assessment.is_assisted:
        return None
    return assisted_rounds().filter(assessment=assessment).first()

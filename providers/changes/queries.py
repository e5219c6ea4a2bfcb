"""Reads of changes that wait, and of versions that were."""

from django.db.models import Case, OuterRef, Q, QuerySet, Subquery, When

from providers.models import Change, EntryVersion, Provider


def changes() -> QuerySet[Change]:
    related = ("provider__organisation", "solution", "asked_by", "association")
    return Change.objects.select_related(*related)


def pending_changes() -> QuerySet[Change]:
    """The longest waiting first."""
    return changes().filter(state=Change.State.PENDING)


def versions_of(provider: Provider) -> QuerySet[EntryVersion]:
    """The newest first, each with what the same entry said before it."""
    earlier = EntryVersion.objects.filter(
        Q(made_at__lt=OuterRef("made_at")) | Q(pk__lt=OuterRef("pk")),
        provider=OuterRef("provider"),
        # By itself, so that an index leads there: an "or" reads all that came later, too.
        made_at__lte=OuterRef("made_at"),
    )
    # Nothing is equal to no solution, so that the two are asked for by themselves.
    of_provider = earlier.filter(solution__isnull=True).values("content")[:1]
    of_solution = earlier.filter(solution=OuterRef("solution")).values("content")[:1]
    before = Case(
        When(solution__isnull=True, then=Subquery(of_provider)),
        default=Subquery(of_solution),
    )
    versions = EntryVersion.objects.filter(provider=provider)
    versions = versions.annotate(content_before=before)
    return versions.select_related("solution", "made_by")

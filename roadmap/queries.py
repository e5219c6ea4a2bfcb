"""Reads of roadmaps. Each function needs a constant number of queries."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from operator import itemgetter

from django.db.models import QuerySet

from accounts.models import Organisation
from providers.models import Solution
from providers.queries import Wanted, shown_content, vetted_providers
from roadmap.models import Roadmap, RoadmapStep
from survey.index import Index
from survey.models import Result
from survey.queries import results


def roadmaps() -> QuerySet[Roadmap]:
    return Roadmap.objects.select_related("organisation", "result__assessment", "result__index_version").defer(
        "result__index_version__document"
    )


def roadmap_of(result: Result) -> Roadmap | None:
    """The roadmap made from this result, with it at hand."""
    found = Roadmap.objects.filter(result=result).select_related("organisation").first()
    if found:
        found.result = result
    return found


def steps_of(roadmap: Roadmap) -> list[RoadmapStep]:
    """In the order to do them."""
    return list(roadmap.steps.order_by("horizon", "order", "pk"))


def steps() -> QuerySet[RoadmapStep]:
    related = ("roadmap__organisation", "roadmap__result__assessment", "roadmap__result__index_version")
    return RoadmapStep.objects.select_related(*related).defer("roadmap__result__index_version__document")


def newer_result(result: Result) -> Result | None:
    """The newest result of a later round of the same enterprise under the same index."""
    later = _same_index(result).filter(created_at__gt=result.created_at)
    return later.exclude(assessment=result.assessment_id).order_by("-created_at", "-pk").first()


def earlier_roadmap(result: Result) -> Roadmap | None:
    """The newest roadmap made from an earlier round under the same index."""
    earlier = _same_index(result).filter(created_at__lt=result.created_at).exclude(assessment=result.assessment_id)
    return roadmaps().filter(result__in=earlier).order_by("-result__created_at", "-pk").first()


def _same_index(result: Result) -> QuerySet[Result]:
    same = results().filter(
        organisation=result.organisation_id, index_version__index_id=result.index_version.index_id
    )
    return same.filter(assessment__variant=result.assessment.variant)


def newest_roadmaps(enterprises: Iterable[Organisation]) -> dict[int, Roadmap]:
    """The roadmap of each enterprise made last, by the id of the enterprise, its steps prefetched."""
    found: dict[int, Roadmap] = {}
    made = roadmaps().filter(organisation__in=enterprises).prefetch_related("steps")
    for roadmap in made.order_by("-made_at", "-pk"):
        found.setdefault(roadmap.organisation_id, roadmap)
    return found


def helping_solutions(result: Result, index: Index, codes: Sequence[str], now: datetime) -> dict[str, list[Solution]]:
    """Solutions on offer today that raise each question, for a firm of this trade and size.

    Those suggested for the whole result come first, in their order; then whatever raises the question most.
    """
    if not codes:
        return {}
    suggested = [one["solution"] for one in shown_content(result, now)[0]["suggestions"]]
    wanted = Wanted(sector=result.sector, size=result.size, questions=tuple(codes))
    found: dict[str, list[tuple[tuple, Solution]]] = {}
    for provider in vetted_providers(wanted, now):
        for solution in provider.fitting:
            solution.provider = provider
            place = suggested.index(solution.slug) if solution.slug in suggested else len(suggested)
            for part in solution.improves if solution.index_id == index.id else ():
                rank = (place, -part["lift"], -float(provider.rating_average or 0), solution.slug)
                found.setdefault(part["question"], []).append((rank, solution))
    return {code: [one for _rank, one in sorted(found[code], key=itemgetter(0))] for code in codes if code in found}

"""Which other indexes a result's answers can be read under, and what they amount to there."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from django.conf import settings

from indexes.crosswalk.estimate import Estimate, read_under
from indexes.crosswalk.model import Crosswalk, crosswalks_from
from indexes.index.model import Index
from indexes.models import IndexVersion
from indexes.offers import open_indexes
from survey.models import Assessment, Result
from survey.results.scored import ScoredResult

FOLDER = settings.FIXTURES_DIR / "crosswalks"


@dataclass(frozen=True)
class Elsewhere:
    """One result under another index.

    estimate: None until a variant is chosen; `likely` are those of the sector.
    """

    crosswalk: Crosswalk
    version: IndexVersion
    variant: str
    likely: tuple[str, ...]
    estimate: Estimate | None

    @property
    def index(self) -> Index:
        return self.version.index_in(self.variant)


def estimates_elsewhere(result: Result, chosen: str = "") -> list[Elsewhere]:
    """Under every index in use that a crosswalk leads to.

    chosen: the variant the reader asks for.
    """
    scored = ScoredResult(result)
    versions = {version.index_id: version for version in open_indexes()}
    crosswalks = [
        crosswalk
        for crosswalk in crosswalks_from(scored.index, FOLDER)
        if crosswalk.to in versions
    ]
    answered = _variants_answered(result, [crosswalk.to for crosswalk in crosswalks])
    return [
        _elsewhere(
            scored,
            crosswalk,
            versions[crosswalk.to],
            chosen,
            answered.get(crosswalk.to),
        )
        for crosswalk in crosswalks
    ]


def _variants_answered(result: Result, index_ids: Collection[str]) -> dict[str, str]:
    """The variant the enterprise itself chose when it last answered one of these indexes."""
    own = Assessment.objects.filter(
        organisation=result.organisation_id, index_version__index_id__in=index_ids
    ).exclude(variant="")
    # Of several rounds the last one stays in the dictionary.
    rows = own.order_by("pk").values_list("index_version__index_id", "variant")
    return dict(rows)


def _elsewhere(
    scored: ScoredResult,
    crosswalk: Crosswalk,
    version: IndexVersion,
    chosen: str,
    answered: str | None,
) -> Elsewhere:
    variants = version.index.variants.get("list", ())
    likely = _likely(version.index, scored.result)
    variant = _variant(variants, chosen, answered, likely)
    index = version.index_in(variant)
    estimate = None
    if not index.needs_variant:
        estimate = read_under(crosswalk, index, scored.levels_by_code)
    return Elsewhere(crosswalk, version, variant, likely, estimate)


def _likely(index: Index, result: Result) -> tuple[str, ...]:
    """Variants suggested for the sector and size class that a result was frozen with."""
    sizes = [result.size] if result.size else []
    suggested = index.variants_for(result.sector, sizes)
    return tuple(variant["id"] for variant in suggested)


def _variant(
    variants: Iterable[dict], chosen: str, answered: str | None, likely: Sequence[str]
) -> str:
    """What the reader asks for goes before what was answered, and that before a guess."""
    known = {variant["id"] for variant in variants}
    only = likely[0] if len(likely) == 1 else ""
    for name in (chosen, answered, only):
        if name in known:
            return name
    return ""

"""Which other indexes a result's answers can be read under, and what they amount to there."""

from collections.abc import Iterable, Sequence
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
    """One result under another index. reading: None until a variant is chosen; `likely` are those of the sector."""

    crosswalk: Crosswalk
    version: IndexVersion
    variant: str
    likely: tuple[str, ...]
    reading: Estimate | None

    @property
    def index(self) -> Index:
        return self.version.index_in(self.variant)


def readings_elsewhere(result: Result, chosen: str = "") -> list[Elsewhere]:
    """Under every index in use that a crosswalk leads to. chosen: the variant the reader asks for."""
    scored = ScoredResult(result)
    source, answers = scored.index, scored.levels_by_code
    versions = {version.index_id: version for version in open_indexes()}
    found = [one for one in crosswalks_from(source, FOLDER) if one.to in versions]
    answered = _variants_answered(result, [versions[one.to] for one in found])
    read = []
    for crosswalk in found:
        version = versions[crosswalk.to]
        listed = version.index.variants.get("list", ())
        likely = tuple(
            one["id"]
            for one in listed
            if result.sector and result.sector in one.get("vsic", ())
        )
        variant = _variant(listed, chosen, answered.get(version.index_id, ""), likely)
        index = version.index_in(variant)
        reading = None if index.needs_variant else read_under(crosswalk, index, answers)
        read.append(Elsewhere(crosswalk, version, variant, likely, reading))
    return read


def _variants_answered(
    result: Result, versions: Sequence[IndexVersion]
) -> dict[str, str]:
    """The variant the enterprise itself chose when it last answered one of these indexes."""
    own = Assessment.objects.filter(
        organisation=result.organisation_id,
        index_version__index_id__in=[one.index_id for one in versions],
    )
    return dict(
        own.exclude(variant="")
        .order_by("pk")
        .values_list("index_version__index_id", "variant")
    )


def _variant(
    listed: Iterable[dict], chosen: str, answered: str, likely: Sequence[str]
) -> str:
    known = {one["id"] for one in listed}
    only = likely[0] if len(likely) == 1 else ""
    return next((one for one in (chosen, answered, only) if one in known), "")

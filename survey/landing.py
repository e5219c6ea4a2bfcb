"""What the page after signing in says of an enterprise: the draft to go on with and the latest result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accounts.landing import Part
from accounts.models import Organisation
from survey.index import index_of
from survey.models import Assessment, Result
from survey.queries import assessments_for_home


@dataclass
class Standing:
    draft: Assessment | None = None
    latest: Result | None = None
    level_name: Mapping[str, str] = field(default_factory=dict)


def standings(enterprises: Sequence[Organisation], now: datetime) -> dict[int, Standing]:
    found = {enterprise.pk: Standing() for enterprise in enterprises}
    for assessment in assessments_for_home(enterprises):  # newest first
        standing = found[assessment.organisation_id]
        if assessment.state == Assessment.State.DRAFT:
            standing.draft = standing.draft or assessment
        elif standing.latest is None and assessment.newest_results:
            standing.latest = assessment.newest_results[0]
            standing.level_name = _level_name(standing.latest)
    return found


def _level_name(result: Result) -> Mapping[str, str]:
    return index_of(result.index_version).level_name(result.level) if result.level is not None else {}


PART = Part(10, "survey/_landing.html", standings)

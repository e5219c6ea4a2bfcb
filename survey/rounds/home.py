"""What the page after signing in says of an enterprise: the draft to go on with and the latest result."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from accounts.models import Organisation
from survey.models import Assessment, Result
from survey.rounds.queries import assessments_for_home


@dataclass
class Rounds:
    draft: Assessment | None = None
    latest: Result | None = None
    level_name: Mapping[str, str] = field(default_factory=dict)


def rounds_of(enterprises: Sequence[Organisation], now: datetime) -> dict[int, Rounds]:
    found = {enterprise.pk: Rounds() for enterprise in enterprises}
    for assessment in assessments_for_home(enterprises):  # newest first
        rounds = found[assessment.organisation_id]
        if assessment.state == Assessment.State.DRAFT:
            rounds.draft = rounds.draft or assessment
        elif rounds.latest is None and assessment.newest_results:
            rounds.latest = assessment.newest_results[0]
            rounds.level_name = _level_name(rounds.latest)
    return found


def _level_name(result: Result) -> Mapping[str, str]:
    return (
        result.index_version.index.level_name(result.level)
        if result.level is not None
        else {}
    )

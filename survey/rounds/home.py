"""What the page after signing in says of an enterprise: its draft and its latest result."""

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
    """The newest draft and the newest result of each, by its primary key."""
    by_enterprise = {enterprise.pk: Rounds() for enterprise in enterprises}
    for assessment in assessments_for_home(enterprises):
        rounds = by_enterprise[assessment.organisation_id]
        # They come newest first: whatever is set already is newer.
        if assessment.state == Assessment.State.DRAFT:
            rounds.draft = rounds.draft or assessment
        elif rounds.latest is None and assessment.newest_results:
            rounds.latest = assessment.newest_results[0]
            rounds.level_name = _level_name(rounds.latest)
    return by_enterprise


def _level_name(result: Result) -> Mapping[str, str]:
    if result.level is None:
        return {}
    return result.index.level_name(result.level)

"""What a result earned of what it could, as lists tell it."""

from language.formats import percent
from scoring.percent import percent_of, rounded
from survey.models import Result


def share_of(result: Result) -> str:
    """Points are told by the result itself; of nothing that applies there is no share."""
    if not result.maximum:
        return "–"
    share = percent_of(result.total, result.maximum)
    return percent(rounded(share, result.index.rubric.total_bounds))

"""Other enterprises beside one, counted, and how it then compares."""

from accounts.access.scopes import Scope
from registry.areas import areas_by_former_province
from reports.contents.comparison import Comparison
from reports.gather.comparison import compared
from survey.models import Result
from survey.results.queries import results
from tests.reports.reading import gathered
from tests.survey.benchmark.many import make_many

AREA = areas_by_former_province()[1][1][0].code  # in former Bình Dương


def others(count: int, *levels: int, **profile) -> None:
    """So many enterprises that count, each with a round at each of the levels."""
    make_many(count, *(levels or (2,)), **profile)


def comparison_of(
    result: Result, scope: Scope = Scope.OWN, **choice
) -> Comparison | None:
    result = results().get(pk=result.pk)
    return compared(gathered(result, scope=scope), result, **choice).comparison

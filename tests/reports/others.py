"""Other enterprises beside one, counted, and how it then compares."""

from accounts.access import Scope
from registry.areas import areas_by_former_province
from reports.contents.comparison import Comparison
from reports.gather.comparison import compared
from survey.benchmark.services import refresh_benchmark
from survey.models import Result
from survey.results.queries import results
from tests.builders import NOW, make_assessment, make_organisation, make_result
from tests.reports.reading import gathered

AREA = areas_by_former_province()[1][1][0].code  # in former Bình Dương


def others(count: int, *levels: int, fictional: bool = False, **profile) -> None:
    """So many enterprises, each with a round at each of the levels."""
    for _number in range(count):
        enterprise = make_organisation(is_fictional=fictional)
        for number, level in enumerate(levels or (2,), start=1):
            draft = make_assessment(enterprise, round=number, **profile)
            make_result(draft, level=level)


def refresh(index_id: str = "small") -> None:
    refresh_benchmark(index_id=index_id, now=NOW)


def comparison_of(
    result: Result, scope: Scope = Scope.OWN, **choice
) -> Comparison | None:
    result = results().get(pk=result.pk)
    return compared(gathered(result, scope=scope), result, **choice).comparison

"""Many enterprises with results, counted."""

from registry.areas import areas_by_former_province
from survey.benchmark.services import refresh_benchmark
from survey.models import BenchmarkCell, Result
from tests.builders import NOW, make_assessment, make_organisation, make_result

# One in each former province.
WARDS = [units[0].code for _name, units in areas_by_former_province()]
HCM, BINH_DUONG, BA_RIA = WARDS


def make_many(
    count: int, *levels: int, fictional: bool = False, **profile
) -> list[Result]:
    """Enterprises with one round for each of `levels`; the newest result of each."""
    newest = []
    for _number in range(count):
        enterprise = make_organisation(is_fictional=fictional)
        for round_number, level in enumerate(levels or (3,), start=1):
            result = make_result(
                make_assessment(enterprise, round=round_number, **profile), level=level
            )
        newest.append(result)
    return newest


def refresh() -> None:
    refresh_benchmark(index_id="small", now=NOW)


def cell(
    fictional: bool = False, sector: str = "", size: str = "", area: str = ""
) -> BenchmarkCell | None:
    return BenchmarkCell.objects.filter(
        is_fictional=fictional, sector=sector, size=size, area=area
    ).first()

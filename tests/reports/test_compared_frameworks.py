"""Compared under indexes of other kinds: bands of each pillar, points by the best peer, tables."""

from fractions import Fraction

import pytest
from django.utils import translation

from indexes.models import IndexVersion
from reports.gather.comparison import compared
from reports.pdf.build import build_pdf
from reports.wording import comparison as say
from scoring.percent import rounded
from survey.benchmark.services import refresh_benchmark
from survey.models import Result
from survey.results.queries import results
from tests.builders import NOW, make_assessment, make_result, make_version_of
from tests.pages import assert_clean_page
from tests.reports.reading import gathered, missing, page, words_of
from tests.survey.benchmark.many import make_independent

pytestmark = pytest.mark.django_db
NAMES = [
    "siri",
    "nist-csf-2",
    "samm-like",
    "essential-eight",
    "eu-dma",
    "dti-agency",
    "zero-ten",
    "cis-8",
    "every-rule",
]
FEW, MANY = 12, 34


def result_at(version: IndexVersion, enterprise, share: float) -> Result:
    """Every question about so far up."""
    variant = version.variants[0].variant
    draft = make_assessment(enterprise, version, variant=variant)
    questions = draft.index.rubric.questions
    return make_result(draft, levels=[int(part.top * share) for part in questions])


def others(version: IndexVersion, count: int) -> list[Result]:
    """Spread evenly from the lowest to the highest."""
    shares = [number / (count - 1) for number in range(count)]
    return [result_at(version, make_independent(), share) for share in shares]


def percents(of: list[Result], place: int | None = None) -> list[Fraction]:
    """In total or of a pillar, lowest first."""
    shares = []
    for result in of:
        part, whole = result.total, result.maximum
        if place is not None:
            part, whole = result.pillar_points[place], result.pillar_maxima[place]
        shares.append(Fraction(100 * part, whole))
    return sorted(shares)


@pytest.fixture(params=NAMES)
def version(request) -> IndexVersion:
    return make_version_of(request.param)


@pytest.fixture
def own(enterprise, version) -> Result:
    make_independent(enterprise)
    return result_at(version, enterprise, 0.6)


def refreshed(own: Result):
    refresh_benchmark(index_id=own.index.id, now=NOW)
    return compared(gathered(own), results().get(pk=own.pk))


def test_among_many_the_middle_and_the_rank_are_those_of_their_percents(
    owner_client, version, own
):
    all_of_them = [own, *others(version, MANY)]
    contents = refreshed(own)
    total, *pillars = contents.comparison.placements
    for place, placement in enumerate([total, *pillars], start=-1):
        shares = percents(all_of_them, None if place < 0 else place)
        assert placement.spread.quartiles[1] == rounded(shares[MANY // 2])
        assert placement.spread.rank.count == MANY + 1
    html = page(owner_client, own, "compare")
    assert_clean_page(html)
    assert html.count("chart--distribution") == 1 + len(pillars)
    with translation.override("vi"):
        told = [say.short_rank(placement) for placement in (total, *pillars)]
    assert missing(told, words_of(build_pdf(contents))) == []


def test_among_few_no_figure_of_others_is_told(owner_client, version, own):
    others(version, FEW)
    contents = refreshed(own)
    assert len(contents.comparison.placements) == 1 + len(own.pillar_points)
    assert not any(place.spread for place in contents.comparison.placements)
    html = page(owner_client, own, "compare")
    assert_clean_page(html)
    assert "chart--distribution" not in html
    assert "Từ 30 doanh nghiệp trở lên mới có con số cụ thể" in html

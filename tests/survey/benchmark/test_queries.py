"""Which samples an enterprise can be compared with, and which would give others away."""

import pytest

from scoring.benchmark import Cell
from survey.benchmark.queries import Samples, samples_for
from survey.models import BenchmarkCell
from survey.results.queries import results
from tests.builders import make_result
from tests.survey.benchmark.many import BA_RIA, BINH_DUONG, HCM, make_many, refresh

pytestmark = pytest.mark.django_db
STEPS = (Cell("I", "small"), Cell("I"), Cell())


def samples(*counts: int | None, rises: int = 0) -> Samples:
    """Cells of these sizes, narrowest first; None where too few are known."""
    cells = [
        None if count is None else BenchmarkCell(count=count, rises=rises, middles=[0])
        for count in counts
    ]
    return Samples(STEPS, tuple(cells))


@pytest.mark.parametrize(
    ("counts", "steps"),
    [
        ((10, 20, 30), (0, 1, 2)),
        ((None, 20, 30), (1, 2)),
        ((10, 19, 30), (0, 2)),  # nine others would stand between the first two
        ((10, 10, 10), (0,)),  # the wider ones say nothing more
        ((None, None, None), ()),
    ],
)
def test_a_step_is_offered_where_it_gives_nobody_away(counts, steps):
    assert samples(*counts).offered() == steps


def test_rises_are_looked_for_by_their_own_number():
    assert samples(30, 30, 30, rises=30).of_rises() == 0
    assert samples(30, 30, 30, rises=0).of_rises() is None
    assert samples(None, None, 30, rises=30).of_rises() == 2


def test_without_a_profile_there_is_everybody_alone():
    result = make_result()
    result.sector = result.size = result.area = ""
    assert samples_for(result).steps == (Cell(),)


def test_a_sample_is_looked_for_from_the_narrowest_step_on():
    result = make_many(10, sector="I", size="small", area=BINH_DUONG)[0]
    refresh()
    with_area = samples_for(result)
    assert with_area.steps == (
        Cell("I", "small", "binh-duong"),
        Cell("I", "small"),
        Cell("I"),
        Cell(),
    )
    assert with_area.offered() == (0,)
    make_many(20, sector="I", size="small", area=HCM)
    make_many(30, sector="G", size="small", area=HCM)
    refresh()
    assert [one.count for one in samples_for(result).cells] == [10, 30, 30, 60]
    assert samples_for(result).offered() == (0, 1, 3)


def test_too_small_a_cell_is_passed_over():
    result = make_many(3, sector="I", size="small", area=BA_RIA)[0]
    make_many(5, sector="I", size="micro", area=BA_RIA)
    make_many(4, sector="I", size="micro", area=HCM)
    refresh()
    assert [one and one.count for one in samples_for(result).cells] == [
        None,
        None,
        10,
        10,
    ]
    assert samples_for(result).offered() == (2,)


def test_it_takes_one_query_to_find_the_samples(django_assert_num_queries):
    result = results().get(pk=make_many(10, area=HCM)[0].pk)
    refresh()
    with django_assert_num_queries(1):
        samples_for(result)


def test_rises_are_widened_by_themselves():
    result = make_many(10, 2, sector="I", size="small", area=HCM)[0]
    make_many(16, 1, 2, sector="I", size="micro")
    make_many(16, 1, 2, sector="G", size="micro")
    refresh()
    samples = samples_for(result)
    assert samples.offered()[0] == 0
    assert samples.steps[samples.of_rises()] == Cell()

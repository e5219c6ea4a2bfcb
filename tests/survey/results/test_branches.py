"""A result with other levels counts as if the firm had given them: branches open and close."""

import pytest

from survey.answers.progress import counted_levels
from survey.answers.queries import answers_of
from survey.models import Answer
from survey.results.branches import Branches
from survey.results.freeze import frozen_result
from survey.results.scored import ScoredResult
from tests.builders import NOW, make_assessment, make_result, make_version_of

pytestmark = pytest.mark.django_db

# Of the small index: 1.1.2 is asked where 1.1.1 is at level 1 or more; 2.2.1 may not apply.
SITE, SALES, MEETINGS = "1.1.1", "1.1.2", "2.2.1"
LEVELS = {
    SITE: 2,
    SALES: 3,
    "2.1.1": 1,
    "2.1.2": 1,
    MEETINGS: 4,
    "3.1.1": 2,
    "3.1.2": 2,
}


def sent(assessment=None, **changed: int | None) -> Branches:
    """A round with these answers, sent. None: said not to apply."""
    assessment = assessment or make_assessment()
    levels = LEVELS | {
        code.replace("_", ".")[1:]: each for code, each in changed.items()
    }
    answers = [
        Answer(
            assessment=assessment,
            question=code,
            level=level,
            state="not_applicable" if level is None else "answered",
            changed_at=NOW,
        )
        for code, level in levels.items()
    ]
    Answer.objects.bulk_create(answers)
    return Branches(ScoredResult(make_result(assessment, levels=counted(assessment))))


def counted(assessment) -> list[int]:
    """As submitting counts them."""
    index, answers = assessment.index, answers_of(assessment).values()
    return index.vector(counted_levels(index, answers))


def answered_otherwise(branches: Branches, given: dict[str, int]) -> list[int]:
    """What submitting would have made of it."""
    assessment = branches.scored.result.assessment
    for code, level in given.items():
        Answer.objects.filter(assessment=assessment, question=code).update(
            level=level, state="answered"
        )
    return counted(assessment)


@pytest.mark.parametrize("site", [0, 1, 2])
@pytest.mark.parametrize("meetings", [None, 4])
@pytest.mark.parametrize(
    "given",
    [
        {},
        {SITE: 0},
        {SITE: 3},
        {SITE: 0, SALES: 5},
        {SITE: 3, SALES: 5},
        {MEETINGS: 0},
        {SITE: 0, "3.1.2": 0},
    ],
)
def test_it_counts_as_if_the_firm_had_answered_so(site, meetings, given):
    branches = sent(_1_1_1=site, _2_2_1=meetings)
    levels = branches.levels(given)
    assert levels == answered_otherwise(branches, given)
    assert branches.levels({}) == branches.scored.levels


def test_what_is_hidden_leaves_the_points_and_the_maximum():
    branches = sent()
    result = branches.scored.result
    kept = {"assessment": result.assessment, "digest": "", "now": NOW}
    lowered = frozen_result(levels=branches.levels({SITE: 0}), **kept)
    assert lowered.maximum < result.maximum
    assert lowered.answered == result.answered - 1


def test_it_tells_what_opens_and_what_does_not_apply_any_more():
    branches = sent()
    assert branches.hidden({SITE: 0}) == {SALES}
    assert branches.opened({SITE: 0}) == []
    closed = sent(make_assessment(), _1_1_1=0)
    assert closed.opened({SITE: 2}) == [SALES]
    assert closed.hidden({SITE: 2}) == set()
    # It was answered before it was hidden, and comes back with its branch.
    assert closed.declared(SALES) == 3


def test_what_was_never_answered_is_not_made_up():
    closed = sent(_1_1_1=0)
    Answer.objects.filter(question=SALES).delete()
    assert closed.declared(SALES) is None
    levels = closed.levels({SITE: 2})
    assert levels[closed.index.places[SALES]] == -1


def test_without_answers_what_was_said_not_to_apply_stays_so():
    """Of a round whose answers are kept no longer."""
    branches = sent(_2_2_1=None)
    Answer.objects.all().delete()
    levels = branches.levels({SITE: 1})
    assert levels[branches.index.places[MEETINGS]] == -2
    assert levels[branches.index.places[SALES]] == 3


def test_an_index_that_asks_the_same_of_everybody_needs_no_queries(
    django_assert_num_queries,
):
    version = make_version_of("dbi-2021-sme")
    result = make_result(make_assessment(index_version=version))
    branches = Branches(ScoredResult(result))
    with django_assert_num_queries(0):
        levels = branches.levels({"1.1.1": 0})
    assert levels[0] == 0
    assert levels[1:] == branches.scored.levels[1:]
    assert branches.opened({"1.1.1": 0}) == []

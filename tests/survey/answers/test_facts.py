"""What decides, besides levels, which questions are asked."""

import pytest

from scoring.rules import NOT_APPLICABLE
from survey.answers.facts import facts_of
from survey.answers.progress import missing, progress_of
from survey.answers.services import save_answers
from survey.answers.values import AnswerValue
from survey.models import Answer, Assessment
from survey.results.services import submit
from tests.builders import NOW, make_assessment, make_version_of

pytestmark = pytest.mark.django_db
LEVELS = {
    "staff.skill": 5,
    "staff.ease": 5,
    "staff.taught": 1,
    "customers.reach": 10,
    "work.paper": 10,
}


def draft_with(**profile) -> Assessment:
    return make_assessment(index_version=make_version_of("zero-ten"), **profile)


def say(draft: Assessment, **values: AnswerValue) -> None:
    by_code = {code.replace("_", "."): value for code, value in values.items()}
    _saved, refused = save_answers(assessment=draft, values=by_code, by=None, now=NOW)
    assert refused == {}


def answer_all(draft: Assessment) -> None:
    values = {code: AnswerValue(level=level) for code, level in LEVELS.items()}
    values["customers.ways"] = AnswerValue(chosen=("zalo",))
    save_answers(assessment=draft, values=values, by=None, now=NOW)


def fresh(draft: Assessment) -> Assessment:
    return Assessment.objects.get(pk=draft.pk)


@pytest.mark.parametrize(
    ("employees", "is_asked"), [(9, False), (10, True), (None, False)]
)
def test_the_profile_opens_a_question(employees, is_asked):
    draft = draft_with(employees=employees)
    assert ("work.plan" in missing(draft)) is is_asked
    assert ("work.plan" in progress_of(fresh(draft)).open) is is_asked


@pytest.mark.parametrize(("shops", "is_asked"), [(1, False), (2, True)])
def test_a_number_that_earns_nothing_opens_a_question(shops, is_asked):
    draft = draft_with(employees=1)
    say(draft, work_shops=AnswerValue(numerator=shops))
    assert ("work.between" in missing(draft)) is is_asked


def test_a_number_that_was_copied_and_not_looked_at_opens_nothing():
    draft = draft_with(employees=1)
    say(draft, work_shops=AnswerValue(numerator=5))
    Answer.objects.filter(assessment=draft).update(to_confirm=True)
    assert "work.between" not in missing(fresh(draft))


def test_what_is_not_asked_does_not_apply_in_the_result():
    draft = draft_with(employees=3)
    answer_all(draft)
    result = submit(assessment=draft, by=None, now=NOW)
    places = draft.index.places
    levels = list(memoryview(result.levels).cast("b"))
    assert levels[places["work.plan"]] == NOT_APPLICABLE
    assert levels[places["work.between"]] == NOT_APPLICABLE
    assert levels[places["work.paper"]] == 10


def test_an_answer_to_what_is_no_longer_asked_is_kept_and_does_not_count():
    draft = draft_with(employees=20)
    answer_all(draft)
    say(draft, work_plan=AnswerValue(level=0))
    Assessment.objects.filter(pk=draft.pk).update(employees=3)
    result = submit(assessment=fresh(draft), by=None, now=NOW)
    assert list(memoryview(result.levels).cast("b"))[-1] == NOT_APPLICABLE
    assert Answer.objects.get(assessment=draft, question="work.plan").level == 0


def test_an_index_that_asks_the_same_of_everybody_reads_no_facts(
    django_assert_num_queries,
):
    draft = make_assessment()
    assert draft.index.asks_facts is False
    with django_assert_num_queries(0):
        assert facts_of(draft) is None


def test_an_open_size_class_is_told_with_all_it_may_be():
    draft = draft_with(employees=None, revenue=None, capital=None)
    assert facts_of(draft).sizes == ()
    certain = draft_with(employees=20, round=2, organisation=draft.organisation)
    assert facts_of(certain).sizes == ("small",)
    assert facts_of(certain).profile["employees"] == 20

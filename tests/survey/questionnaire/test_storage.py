"""What pages read and save: nothing for a preview, an assessment's rows for its owner."""

from datetime import timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.utils import timezone

from indexes.index.model import Index
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, Figure
from survey.questionnaire.storage import AnswerStorage, QuestionnaireStorage
from survey.results.services import submit
from tests.builders import (
    NOW,
    index_document,
    make_answers,
    make_assessment,
    make_respondent,
    make_user,
)
from tests.survey.wizard import FIRST, PEOPLE

NOBODY = AnonymousUser()


def posted(figures=None, seen=None, **answers) -> dict:
    """`q_1_1_1=2` is level 2 of question 1.1.1."""
    return {
        "answers": {
            name.removeprefix("q_").replace("_", "."): AnswerValue(level=level)
            for name, level in answers.items()
        },
        "figures": figures or {},
        "seen": seen or {},
    }


class TestAQuestionnaireThatNobodyAnswers:
    @pytest.fixture
    def storage(self):
        return QuestionnaireStorage(Index(index_document("small")))

    def test_has_the_pages_of_its_index(self, storage):
        assert [page.slug for page in storage.pages] == [FIRST, PEOPLE, "3-du-lieu"]

    def test_has_nothing_answered(self, storage):
        assert storage.answers == storage.figures == {}
        assert storage.find("1.1.1") is None
        assert list(storage.known()) == []
        assert (storage.progress.answered, storage.saved_at) == (0, "")

    def test_leads_nowhere(self, storage):
        assert storage.page_url(FIRST) == ""
        assert storage.answer_url("1.1.1") == ""
        assert storage.figure_url("employees", PEOPLE) == ""

    def test_begins_like_every_storage_of_formtools_on_no_page(self, storage):
        assert storage.current_step is None
        storage.current_step = PEOPLE
        assert (storage.current_step, storage.current_step_data) == (PEOPLE, None)


@pytest.mark.django_db
class TestTheAnswersOfAnAssessment:
    @pytest.fixture
    def draft(self):
        return make_assessment()

    @pytest.fixture
    def storage(self, draft):
        return AnswerStorage(draft, NOBODY)

    def test_are_saved_with_the_moment(self, draft, storage):
        storage.set_step_data(FIRST, posted(q_1_1_1=2, q_1_1_2=4))
        assert {code: answer.level for code, answer in storage.answers.items()} == {
            "1.1.1": 2,
            "1.1.2": 4,
        }
        assert set(storage.saved) == {"1.1.1", "1.1.2"}
        assert draft.changed_at > NOW

    def test_bear_the_name_of_who_is_signed_in_and_of_nobody_else(self, draft, storage):
        reader = make_user()
        AnswerStorage(draft, reader).set_step_data(FIRST, posted(q_1_1_1=2))
        storage.set_step_data(FIRST, posted(q_1_1_2=2))
        assert storage.find("1.1.1").changed_by == reader
        assert storage.find("1.1.2").changed_by is None

    def test_that_are_refused_keep_no_other_from_being_saved(self, storage):
        storage.set_step_data(FIRST, posted(q_1_1_1=2, q_9_9_9=1))
        assert storage.refused["9.9.9"].code == "unknown_question"
        assert set(storage.answers) == {"1.1.1"}

    def test_tell_what_they_replaced(self, draft, storage):
        make_answers(draft)
        Answer.objects.filter(question="1.1.1").update(revision=1)
        other = make_user("an@quan.example")
        AnswerStorage(draft, other).set_step_data(FIRST, posted(q_1_1_1=0))
        storage.set_step_data(FIRST, posted(q_1_1_1=5, seen={"1.1.1": 1}))
        assert storage.saved["1.1.1"].overtaken.changed_by == other

    def test_read_once_need_no_query_to_say_how_far_they_come(
        self, draft, storage, django_assert_num_queries
    ):
        make_answers(draft)
        assert len(storage.answers) == 7
        with django_assert_num_queries(0):
            assert storage.progress.answered == storage.progress.total == 7

    def test_are_not_read_again_by_whoever_saved_them(
        self, draft, django_assert_num_queries
    ):
        make_answers(draft, level=1)
        other = make_user("an@quan.example")
        Answer.objects.filter(question="2.1.1").update(changed_by=other)
        storage = AnswerStorage(draft, make_user())
        assert storage.progress.open == []
        storage.set_step_data(FIRST, posted(q_1_1_1=3, q_9_9_9=1))
        with django_assert_num_queries(0):
            read = {code: answer.level for code, answer in storage.answers.items()}
            assert storage.progress.open == []
            assert str(storage.answers["2.1.1"].changed_by) == str(other)
        assert list(storage.refused) == ["9.9.9"]
        kept = draft.answers.values_list("question", "level")
        assert read == dict(kept)
        assert read["1.1.1"] == 3

    def test_name_whoever_gave_them_in_a_fixed_number_of_queries(
        self, draft, django_assert_num_queries
    ):
        make_answers(draft)
        colleague, other = make_respondent(draft), make_user("an@quan.example")
        Answer.objects.filter(question__startswith="1").update(given_by=colleague)
        Answer.objects.filter(question__startswith="2").update(changed_by=other)
        with django_assert_num_queries(3):
            answers = AnswerStorage(draft, NOBODY).answers
            names = {str(answers["1.1.1"].given_by), str(answers["2.1.1"].changed_by)}
        assert names == {"Chị Lan", str(other)}

    def test_stand_as_they_are_once_submitted(self, draft, storage):
        make_answers(draft)
        submit(assessment=draft, by=None, now=NOW)
        with pytest.raises(SurveyError) as caught:
            storage.set_step_data(FIRST, posted(q_1_1_1=5))
        assert caught.value.code == "submitted"
        with pytest.raises(SurveyError):
            storage.set_step_data(FIRST, posted(figures={"revenue_quarter": 5}))

    def test_were_saved_only_when_a_person_saved_them(self, draft, storage):
        assert storage.saved_at == ""
        draft.changed_at = draft.started_at + timedelta(minutes=5)
        assert storage.saved_at == timezone.localtime(draft.changed_at).strftime(
            "%H:%M %d/%m"
        )


@pytest.mark.django_db
class TestTheNumbersOfARound:
    @pytest.fixture
    def storage(self):
        return AnswerStorage(make_assessment(), NOBODY)

    def test_come_from_its_profile_and_from_its_pages(self, storage):
        assert storage.figures == {"employees": 20}
        storage.set_step_data(PEOPLE, posted(figures={"revenue_quarter": 10**9}))
        assert storage.figures == {"employees": 20, "revenue_quarter": 10**9}

    def test_that_cannot_be_are_refused_by_name(self, storage):
        storage.set_step_data(PEOPLE, posted({"employees": 0}, q_2_1_1=3))
        assert storage.refused["figure-employees"].code == "no_people"
        assert storage.find("2.1.1").level == 3
        assert not Figure.objects.exists()

    def test_are_corrected_at_an_address_that_remembers_the_page(self, storage):
        address = storage.figure_url("employees", PEOPLE)
        assert address.endswith(f"/so-lieu/employees/?step={PEOPLE}")

"""What colleagues are asked, how far they are, and where two answers differ."""

import pytest

from survey.answers.values import CLEARED, NOT_APPLICABLE
from survey.colleagues.queries import (
    colleagues_of,
    differences,
    far_apart,
    pages_for,
    pillar_names,
    respondents,
)
from survey.models import Answer, Assessment, Respondent, RespondentAnswer
from tests.builders import (
    NOW,
    make_answers,
    make_assessment,
    make_respondent,
    make_version_of,
)
from tests.indexes.frameworks.rows import index_named
from tests.survey.asked import make_answer, small, wide


def test_parts_that_ask_something_are_named_in_the_order_of_the_index():
    assert pillar_names(small()) == {
        "1": "Khách hàng",
        "2": "Con người",
        "3": "Dữ liệu",
    }


@pytest.mark.parametrize(
    ("pillars", "slugs"),
    [
        ([], []),
        (["2"], ["2-nen-tang"]),
        (
            ["1"],
            ["1-khach-hang", "1-1-hieu-khach-chi-tiet", "1-2-giu-khach-chi-tiet"],
        ),
        (["9"], []),
    ],
)
def test_a_part_has_its_own_pages_with_the_criteria_of_its_groups(pillars, slugs):
    assert [page.slug for page in pages_for(wide(), pillars)] == slugs


NA = {"state": NOT_APPLICABLE}


@pytest.mark.parametrize(
    ("code", "mine", "theirs", "apart"),
    [
        ("1.1.1", {"level": 1}, {"level": 2}, False),
        ("1.1.1", {"level": 1}, {"level": 3}, True),
        ("1.1.1", {"level": 5}, {"level": 0}, True),
        ("1.1.1", {"level": 1}, NA, True),
        ("1.1.1", NA, NA, False),
        ("1.1.1", {"level": 1}, {"state": CLEARED}, False),
        ("1.1.1", {"level": 1}, {"level": None}, False),
        # A text has no levels to be apart.
        ("1.1.3", {"text": "a"}, {"text": "b"}, False),
    ],
)
def test_answers_are_far_apart_by_levels(code, mine, theirs, apart):
    answers = make_answer(code, **mine), make_answer(code, **theirs)
    assert far_apart(small(), *answers) is apart
    assert far_apart(small(), *reversed(answers)) is apart


def test_of_two_levels_any_difference_is_far():
    yes, no = make_answer("3.1.s-1", level=1), make_answer("3.1.s-1", level=0)
    assert far_apart(wide(), yes, no)


@pytest.mark.django_db
class TestOfAnAssessment:
    @pytest.fixture
    def draft(self):
        return make_assessment()

    @pytest.fixture
    def lan(self, draft):
        return make_respondent(draft, pillars=["1", "2"])

    def answer(self, respondent, code="1.1.1", **fields):
        return RespondentAnswer.objects.create(
            respondent=respondent, question=code, changed_at=NOW, **fields
        )

    def test_colleagues_are_listed_with_their_own_progress(self, draft, lan):
        make_answers(draft)
        self.answer(lan, level=3)
        (colleague,) = colleagues_of(draft)
        assert colleague.respondent == lan
        assert (colleague.progress.answered, colleague.progress.total) == (1, 5)

    def test_how_far_each_is_counts_their_own_part_and_answers(self, draft):
        make_answers(draft)
        self.answer(make_respondent(draft), level=4)
        progress = colleagues_of(draft)[0].progress
        assert progress.answered == 1
        assert progress.total < 7

    @pytest.mark.sql
    def test_differences_stand_in_the_order_of_the_index(self, draft, lan):
        make_answers(draft, level=0)
        for code in ("2.2.1", "1.1.1"):
            self.answer(lan, code, level=5)
        found = differences(draft)
        assert [difference.question for difference in found] == ["1.1.1", "2.2.1"]
        assert found[0].counts.level == 0
        assert found[0].theirs.respondent == lan

    def test_no_difference_is_seen_where_the_colleagues_answer_counts(self, draft, lan):
        make_answers(draft, level=0)
        Answer.objects.update(given_by=lan)
        self.answer(lan, level=5)
        assert differences(draft) == []

    def test_no_difference_is_seen_in_what_was_decided(self, draft, lan):
        make_answers(draft, level=0)
        revision = Answer.objects.get(question="1.1.1").revision
        self.answer(lan, level=5, settled_revision=revision)
        assert differences(draft) == []
        Answer.objects.update(revision=revision + 1)
        assert len(differences(draft)) == 1

    def test_no_difference_is_seen_where_one_has_not_answered(self, draft, lan):
        self.answer(lan, level=5)
        assert differences(draft) == []

    def test_no_difference_is_seen_in_a_question_that_is_not_asked_any_more(
        self, draft, lan
    ):
        make_answers(draft, level=0)
        Answer.objects.filter(question="1.1.1").update(question="9.9.9")
        self.answer(lan, "9.9.9", level=5)
        assert differences(draft) == []

    def test_the_number_of_queries_does_not_grow_with_colleagues(
        self, draft, django_assert_max_num_queries
    ):
        make_answers(draft, level=0)
        for number in range(5):
            colleague = make_respondent(
                draft, f"{number}@pho.example", name=f"Lan {number}"
            )
            self.answer(colleague, level=number)
        draft = Assessment.objects.select_related("index_version").get(pk=draft.pk)
        with django_assert_max_num_queries(8):
            assert len(colleagues_of(draft)) == 5
            assert len(differences(draft)) == 3

    @pytest.mark.parametrize("count", [1, 4])
    def test_nor_where_facts_decide_what_is_asked(
        self, count, django_assert_num_queries
    ):
        draft = make_assessment(index_version=make_version_of("zero-ten"))
        pillars = list(pillar_names(draft.index))
        for number in range(count):
            make_respondent(draft, f"{number}@pho.example", pillars=pillars)
        draft = Assessment.objects.select_related("index_version").get(pk=draft.pk)
        assert draft.index.asks_facts
        with django_assert_num_queries(5):
            assert len(colleagues_of(draft)) == count

    def test_without_colleagues_one_query_is_enough(
        self, draft, django_assert_num_queries
    ):
        make_answers(draft)
        with django_assert_num_queries(1):
            assert differences(draft) == []

    def test_an_invitation_is_read_without_the_heavy_document(
        self, draft, lan, django_assert_num_queries
    ):
        respondent = respondents().get()
        with django_assert_num_queries(0):
            assert respondent.assessment.organisation == draft.organisation
            assert respondent.assessment.index_version.index_id == "small"
        assert Respondent.objects.count() == 1


@pytest.mark.parametrize(
    ("mine", "theirs", "apart"),
    [(3000, 3333, False), (3000, 7000, False), (3000, 7500, True), (0, 10_000, True)],
)
def test_ratios_without_levels_are_far_apart_by_the_marks_between_them(
    mine, theirs, apart
):
    answers = [make_answer("3.1", level=level) for level in (mine, theirs)]
    assert far_apart(index_named("dti-agency"), *answers) is apart

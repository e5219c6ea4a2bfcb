"""Saving answers: every kind, history, two people at once, figures asked once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from survey.answers.contradictions import contradictions
from survey.answers.figures import save_figure
from survey.answers.progress import levels_of
from survey.answers.queries import answers_of, history_of
from survey.answers.services import save_answer, save_answers
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Assessment
from tests.builders import NOW, make_assessment, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def draft():
    return make_assessment(employees=20)


def save(draft, question, by=None, seen=None, **given):
    return save_answer(
        assessment=draft,
        question=question,
        given=AnswerValue(**given),
        by=by,
        now=NOW,
        seen_revision=seen,
    )


def level(draft, question):
    return levels_of(draft)[question]


@pytest.mark.parametrize(
    ("question", "given", "expected"),
    [
        ("1.1.1", {"level": 4}, 4),
        ("2.1.1", {"numerator": 4}, 1),  # exactly 20 % of 20 staff
        ("2.1.1", {"numerator": 5}, 2),
        ("2.1.1", {"numerator": 0}, 0),
        ("2.1.1", {"level": 3}, 3),  # a band picked where the numbers are not known
        ("2.1.2", {"numerator": 10}, None),  # the figure is not known yet
        ("2.2.1", {"numerator": 81, "denominator": 100}, 5),
        ("2.2.1", {"numerator": 81}, None),
        ("2.2.1", {"state": "not_applicable"}, -2),
        ("3.1.1", {"count": 5}, 4),
        ("3.1.1", {"count": 6}, 5),
        ("3.1.1", {"level": 2}, 2),
    ],
)
def test_what_was_given_amounts_to_a_level(draft, question, given, expected):
    save(draft, question, **given)
    assert level(draft, question) == expected


def test_free_information_is_kept_and_has_no_level(draft):
    assert (
        save(draft, "1.1.3", text=" https://pho.example ").answer.text
        == "https://pho.example"
    )
    assert "1.1.3" not in levels_of(draft)


def test_a_branch_question_counts_only_when_its_branch_is_taken(draft):
    save(draft, "1.1.2", level=3)
    assert level(draft, "1.1.2") == -2
    save(draft, "1.1.1", level=1)
    assert level(draft, "1.1.2") == 3


@pytest.mark.parametrize(
    ("question", "given", "code"),
    [
        ("9.9.9", {"level": 1}, "unknown_question"),
        ("1.1.1", {"level": 6}, "level_out_of_range"),
        ("1.1.1", {"count": 2}, "does_not_fit"),
        ("1.1.1", {"state": "not_applicable"}, "not_applicable_refused"),
        ("2.1.1", {"numerator": 21}, "numerator_above_denominator"),
        ("2.1.1", {"numerator": 3, "denominator": 5}, "does_not_fit"),
        ("2.2.1", {"numerator": 0, "denominator": 0}, "denominator_zero"),
        ("2.2.1", {"numerator": -1, "denominator": 5}, "numerator_negative"),
        ("2.2.1", {"numerator": Decimal("1.234"), "denominator": 5}, "number_too_fine"),
        ("2.2.1", {"numerator": 10**19, "denominator": 10**19}, "number_too_large"),
        ("3.1.1", {"count": -1}, "count_negative"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(draft, question, given, code):
    with pytest.raises(SurveyError) as error:
        save(draft, question, **given)
    assert error.value.code == code
    assert not Answer.objects.exists()


def test_an_identical_repeat_changes_nothing(draft):
    first = save(draft, "1.1.1", level=2).answer
    again = save(draft, "1.1.1", level=2).answer
    assert (again.revision, again.pk) == (1, first.pk)
    assert AnswerChange.objects.count() == 1


def test_every_value_stays_in_the_history(draft):
    for value in (1, 4, 2):
        save(draft, "1.1.1", level=value)
    save(draft, "1.1.1", state="cleared")
    history = history_of(draft, "1.1.1")
    assert [change.level for change in history] == [1, 4, 2, None]
    assert [change.revision for change in history] == [1, 2, 3, 4]
    assert history[-1].state == "cleared"
    assert level(draft, "1.1.1") is None


def test_clearing_what_was_never_answered_writes_nothing(draft):
    assert save(draft, "1.1.1", state="cleared").answer is None
    assert save(draft, "1.1.1").answer is None
    assert not Answer.objects.exists()


def test_two_people_on_different_questions_both_stay(draft):
    one, other = make_user("mot@pho.example"), make_user("hai@pho.example")
    save(draft, "1.1.1", by=one, level=1)
    save(draft, "3.1.2", by=other, level=5)
    assert (level(draft, "1.1.1"), level(draft, "3.1.2")) == (1, 5)


def test_two_people_on_one_question_are_told_and_both_values_kept(draft):
    one, other = make_user("mot@pho.example"), make_user("hai@pho.example")
    seen = save(draft, "1.1.1", by=one, level=1).answer.revision
    save(draft, "1.1.1", by=other, seen=seen, level=4)
    saved = save(draft, "1.1.1", by=one, seen=seen, level=2)
    assert saved.overtaken.changed_by == other
    assert saved.overtaken.level == 4
    assert level(draft, "1.1.1") == 2  # the last write wins
    assert [change.level for change in history_of(draft, "1.1.1")] == [1, 4, 2]


def test_nobody_is_overtaken_by_themselves(draft):
    me = make_user()
    seen = save(draft, "1.1.1", by=me, level=1).answer.revision
    save(draft, "1.1.1", by=me, seen=seen, level=2)
    assert save(draft, "1.1.1", by=me, seen=seen, level=3).overtaken is None


def test_without_accounts_a_newer_value_from_elsewhere_is_told(draft):
    seen = save(draft, "1.1.1", level=1).answer.revision
    save(draft, "1.1.1", seen=seen, level=4)
    assert save(draft, "1.1.1", seen=seen, level=2).overtaken.level == 4


def test_one_refused_answer_of_a_page_keeps_no_other_from_being_saved(draft):
    given = {
        "2.1.1": AnswerValue(numerator=21),
        "3.1.1": AnswerValue(count=2),
        "3.1.2": AnswerValue(level=9),
    }
    saved, refused = save_answers(assessment=draft, given=given, by=None, now=NOW)
    assert set(saved) == {"3.1.1"}
    assert {code: error.code for code, error in refused.items()} == {
        "2.1.1": "numerator_above_denominator",
        "3.1.2": "level_out_of_range",
    }
    assert level(draft, "3.1.1") == 2


def test_a_figure_asked_once_levels_every_ratio_that_uses_it(draft):
    save(draft, "2.1.2", numerator=30)
    assert level(draft, "2.1.2") is None
    save_figure(assessment=draft, name="revenue_quarter", value=100, by=None, now=NOW)
    assert level(draft, "2.1.2") == 2
    save_figure(assessment=draft, name="revenue_quarter", value=None, by=None, now=NOW)
    assert level(draft, "2.1.2") is None
    assert answers_of(draft)["2.1.2"].numerator == 30


def test_a_figure_below_the_part_leaves_a_question_instead_of_a_guess(draft):
    save_figure(assessment=draft, name="revenue_quarter", value=100, by=None, now=NOW)
    save(draft, "2.1.2", numerator=30)
    save_figure(assessment=draft, name="revenue_quarter", value=20, by=None, now=NOW)
    assert level(draft, "2.1.2") is None
    assert [row["questions"] for row in contradictions(draft)] == [["2.1.2"]]


def test_a_figure_of_the_profile_is_changed_in_the_profile(draft):
    save_figure(assessment=draft, name="employees", value=300, by=None, now=NOW)
    draft.refresh_from_db()
    assert (draft.employees, draft.size) == (300, "large")


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("nothing", 1, "unknown_figure"),
        ("revenue_quarter", -1, "number_negative"),
        ("employees", Decimal("1.5"), "number_too_fine"),
        ("employees", 0, "no_people"),
    ],
)
def test_a_figure_that_cannot_be_is_refused(draft, name, value, code):
    with pytest.raises(SurveyError) as error:
        save_figure(assessment=draft, name=name, value=value, by=None, now=NOW)
    assert error.value.code == code


def test_a_page_of_answers_needs_no_more_queries_than_one_answer(
    draft, django_assert_num_queries
):
    draft.index_version  # noqa: B018  read before, as a view has it
    answer = {"1.1.1": AnswerValue(level=1)}
    page = {
        "1.1.2": AnswerValue(level=2),
        "2.1.1": AnswerValue(level=2),
        "3.1.1": AnswerValue(count=3),
        "3.1.2": AnswerValue(level=5),
    }
    later = NOW + timedelta(minutes=1)
    # lock, standing answers, answers, their history, the moment of the change; begin and end of the block
    with django_assert_num_queries(7):
        save_answers(assessment=draft, given=answer, by=None, now=NOW)
    with django_assert_num_queries(7):
        save_answers(assessment=draft, given=page, by=None, now=later)
    with django_assert_num_queries(4):
        save_answers(assessment=draft, given=page, by=None, now=later)


def test_jumping_between_pages_in_any_order_loses_no_answer():
    """SurveyJS (9841) lost answers when people jumped by the table of contents; Formbricks (2956) did not resume."""
    draft = make_assessment()
    index = draft.index_version.index
    expected = {}
    for turn, step in enumerate([*reversed(index.pages), *index.pages, index.pages[1]]):
        again = Assessment.objects.get(pk=draft.pk)  # each page is another request
        given = {
            code: AnswerValue(level=(turn + place) % 6)
            for place, code in enumerate(step.codes)
            if code in index.codes
        }
        save_answers(assessment=again, given=given, by=None, now=NOW)
        expected |= {code: one.level for code, one in given.items()}
        assert {
            code: answer.level for code, answer in answers_of(draft).items()
        } == expected

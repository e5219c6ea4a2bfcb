"""The numbers of a round that many ratios share, asked once."""

from decimal import Decimal

import pytest

from accounts.models import AuditEvent
from survey.answers.contradictions import contradictions
from survey.answers.figures import MOST_EMPLOYEES, save_figure
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Figure
from tests.builders import (
    NOW,
    levels_of,
    make_assessment,
    make_result,
    make_user,
    save_answer,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft():
    return make_assessment(employees=20)


def keep(draft, name: str, value, by=None) -> None:
    save_figure(assessment=draft, name=name, value=value, by=by, now=NOW)


def save_part(draft, question: str, numerator: int) -> None:
    given = AnswerValue(numerator=numerator)
    save_answer(assessment=draft, question=question, value=given, by=None, now=NOW)


def level(draft, question: str) -> int | None:
    return levels_of(draft)[question]


def test_a_figure_asked_once_levels_every_ratio_that_uses_it(draft):
    save_part(draft, "2.1.2", 30)
    assert level(draft, "2.1.2") is None
    keep(draft, "revenue_quarter", 100)
    assert level(draft, "2.1.2") == 2


def test_a_figure_taken_back_takes_the_level_and_leaves_the_number(draft):
    keep(draft, "revenue_quarter", 100)
    save_part(draft, "2.1.2", 30)
    keep(draft, "revenue_quarter", None)
    answer = Answer.objects.get(question="2.1.2")
    assert (answer.level, answer.numerator) == (None, 30)
    assert not Figure.objects.exists()


def test_a_figure_below_the_part_leaves_a_question_instead_of_a_guess(draft):
    keep(draft, "revenue_quarter", 100)
    save_part(draft, "2.1.2", 30)
    keep(draft, "revenue_quarter", 20)
    assert level(draft, "2.1.2") is None
    assert [row["questions"] for row in contradictions(draft)] == [["2.1.2"]]


def test_a_figure_is_kept_with_two_decimals_and_the_last_one_stands(draft):
    keep(draft, "revenue_quarter", 5)
    keep(draft, "revenue_quarter", Decimal("7.5"))
    assert Figure.objects.get().value == Decimal("7.50")


def test_a_figure_of_the_profile_is_changed_in_the_profile(draft):
    keep(draft, "employees", 300)
    assert draft.employees == 300  # also in the hands of who called
    draft.refresh_from_db()
    assert (draft.employees, draft.size) == (300, "large")
    assert not Figure.objects.exists()


def test_a_number_of_the_profile_can_be_taken_back(draft):
    keep(draft, "employees", None)
    draft.refresh_from_db()
    assert draft.employees is None


def test_changing_the_number_of_people_judges_the_shares_of_them_again(draft):
    save_part(draft, "2.1.1", 5)
    assert level(draft, "2.1.1") == 2
    keep(draft, "employees", 25)
    assert level(draft, "2.1.1") == 1


def test_a_level_that_changes_is_one_more_change_in_the_history(draft):
    keep(draft, "revenue_quarter", 100)
    save_part(draft, "2.1.2", 30)
    keep(draft, "revenue_quarter", 40, by=make_user())
    changes = AnswerChange.objects.filter(question="2.1.2")
    assert [(change.revision, change.level) for change in changes] == [(1, 2), (2, 4)]
    assert changes[1].changed_by is not None


def test_a_level_that_stays_is_not_written_again(draft):
    keep(draft, "revenue_quarter", 100)
    save_part(draft, "2.1.2", 30)
    keep(draft, "revenue_quarter", 101)
    assert Answer.objects.get(question="2.1.2").revision == 1


def test_a_band_picked_without_numbers_is_left_as_it_was_picked(draft):
    given = AnswerValue(level=3)
    save_answer(assessment=draft, question="2.1.2", value=given, by=None, now=NOW)
    keep(draft, "revenue_quarter", 100)
    assert level(draft, "2.1.2") == 3


@pytest.mark.parametrize(
    ("name", "value", "code"),
    [
        ("nothing", 1, "unknown_figure"),
        ("revenue_quarter", -1, "number_negative"),
        ("revenue_quarter", Decimal("0.001"), "number_too_fine"),
        ("revenue_quarter", 10**18, "number_too_large"),
        ("employees", Decimal("1.5"), "number_too_fine"),
        ("employees", 0, "no_people"),
        ("employees", MOST_EMPLOYEES + 1, "too_large"),
    ],
)
def test_a_figure_that_cannot_be_is_refused_and_nothing_changes(
    draft, name, value, code
):
    with pytest.raises(SurveyError) as error:
        keep(draft, name, value)
    assert error.value.code == code
    draft.refresh_from_db()
    assert draft.employees == 20
    assert not Figure.objects.exists()


def test_after_submission_no_figure_changes():
    draft = make_assessment()
    make_result(draft)
    with pytest.raises(SurveyError) as error:
        keep(draft, "revenue_quarter", 1)
    assert error.value.code == "submitted"


def test_the_log_says_which_figure_was_changed_and_not_to_what(draft):
    keep(draft, "revenue_quarter", 123456)
    event = AuditEvent.objects.get(action="figure.changed")
    assert event.details == {"figure": "revenue_quarter"}
    assert event.subject == f"assessment:{draft.public_id}"

"""Saving answers: every value is kept, and whoever is overtaken is told."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.db import connection
from django.forms import model_to_dict

from accounts.models import AuditEvent
from survey.answers.queries import answers_of
from survey.answers.services import (
    fill_answers,
    record_about,
    save_answers,
)
from survey.answers.values import AnswerValue
from survey.answers.writing import _FIELDS, _for_database, keep_answers, keep_history
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Assessment
from tests.builders import (
    NOW,
    levels_of,
    make_answers,
    make_assessment,
    make_respondent,
    make_result,
    make_user,
    make_version_of,
    save_answer,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def draft():
    return make_assessment(employees=20)


def save(draft, question, by=None, seen=None, **given):
    return save_answer(
        assessment=draft,
        question=question,
        value=AnswerValue(**given),
        by=by,
        now=NOW,
        seen_revision=seen,
    )


def fill(draft, colleague, *codes, level=5, over=False):
    fill_answers(
        draft=draft,
        values={code: AnswerValue(level=level) for code in codes},
        by=None,
        respondent=colleague,
        now=NOW,
        over=over,
    )


def history(draft, question):
    """Every value the answer had, oldest first."""
    return list(AnswerChange.objects.filter(assessment=draft, question=question))


def fields_of(row):
    """All of a row but its key."""
    return {name: value for name, value in model_to_dict(row).items() if name != "id"}


def level(draft, question):
    return levels_of(draft)[question]


def test_what_was_given_amounts_to_a_level(draft):
    save(draft, "2.2.1", numerator=81, denominator=100)
    assert level(draft, "2.2.1") == 5
    save(draft, "2.2.1", state="not_applicable")
    assert level(draft, "2.2.1") == -2


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
        ("2.1.1", {"numerator": 21}, "numerator_above_denominator"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_kept(draft, question, given, code):
    with pytest.raises(SurveyError) as error:
        save(draft, question, **given)
    assert error.value.code == code
    assert not Answer.objects.exists()
    assert not AnswerChange.objects.exists()


def test_an_identical_repeat_changes_nothing(draft):
    first = save(draft, "1.1.1", level=2).answer
    again = save(draft, "1.1.1", level=2).answer
    assert (again.revision, again.pk) == (1, first.pk)
    assert AnswerChange.objects.count() == 1


def test_every_value_stays_in_the_history(draft):
    for value in (1, 4, 2):
        save(draft, "1.1.1", level=value)
    save(draft, "1.1.1", state="cleared")
    changes = history(draft, "1.1.1")
    assert [change.level for change in changes] == [1, 4, 2, None]
    assert [change.revision for change in changes] == [1, 2, 3, 4]
    assert changes[-1].state == "cleared"
    assert level(draft, "1.1.1") is None


def test_the_history_holds_every_part_of_every_kind_of_answer(draft):
    """The newest change of an answer is the answer, field by field."""
    by = make_user()
    given = {
        "1.1.1": AnswerValue(level=4),
        "1.1.3": AnswerValue(text="https://pho.example"),
        "2.1.1": AnswerValue(numerator=5),
        "2.2.1": AnswerValue(numerator=Decimal("1.5"), denominator=3),
        "3.1.1": AnswerValue(count=2),
    }
    save_answers(assessment=draft, values=given, by=by, now=NOW)
    later = NOW + timedelta(hours=1)
    again = {
        "2.2.1": AnswerValue(state="not_applicable"),
        "3.1.1": AnswerValue(count=3),
    }
    save_answers(assessment=draft, values=again, by=None, now=later)
    for answer in Answer.objects.all():
        change = AnswerChange.objects.get(
            question=answer.question, revision=answer.revision
        )
        assert fields_of(change) == fields_of(answer)
    assert AnswerChange.objects.count() == 7


def test_the_history_holds_what_was_chosen_and_which_colleague_chose_it():
    draft = make_assessment(index_version=make_version_of("wide"), variant="farm")
    colleague = make_respondent(draft, pillars=["2"])
    given = {"2.1": AnswerValue(level=1, chosen=("email",), text="máy chủ riêng")}
    fill_answers(draft=draft, values=given, by=None, respondent=colleague, now=NOW)
    (change,) = history(draft, "2.1")
    assert (change.chosen, change.text) == (["email"], "máy chủ riêng")
    assert change.given_by == colleague
    assert fields_of(change) == fields_of(Answer.objects.get())


def test_copies_are_kept_with_what_is_still_to_confirm(draft):
    """A new round copies answers by itself and has their first change kept."""
    answers = make_answers(draft, level=2)
    Answer.objects.update(to_confirm=True)
    keep_history(Answer.objects.all())
    assert AnswerChange.objects.filter(to_confirm=True).count() == len(answers)


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
    assert [change.level for change in history(draft, "1.1.1")] == [1, 4, 2]


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
    saved, refused = save_answers(assessment=draft, values=given, by=None, now=NOW)
    assert set(saved) == {"3.1.1"}
    assert {code: error.code for code, error in refused.items()} == {
        "2.1.1": "numerator_above_denominator",
        "3.1.2": "level_out_of_range",
    }
    assert level(draft, "3.1.1") == 2


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
    # The lock, answers so far, answers, their history, the moment of the change;
    # begin and end of the block.
    with django_assert_num_queries(7):
        save_answers(assessment=draft, values=answer, by=None, now=NOW)
    with django_assert_num_queries(7):
        save_answers(assessment=draft, values=page, by=None, now=later)
    with django_assert_num_queries(4):
        save_answers(assessment=draft, values=page, by=None, now=later)


def test_jumping_between_pages_in_any_order_loses_no_answer():
    """SurveyJS (9841) lost answers when people jumped by the table of contents;
    Formbricks (2956) did not resume.
    """
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
        save_answers(assessment=again, values=given, by=None, now=NOW)
        expected |= {code: one.level for code, one in given.items()}
        assert {
            code: answer.level for code, answer in answers_of(draft).items()
        } == expected


def test_a_colleague_fills_only_what_nobody_else_answered(draft):
    save(draft, "1.1.1", level=1)
    save(draft, "3.1.2", level=1)
    save(draft, "3.1.2", state="cleared")
    colleague = make_respondent(draft)
    fill(draft, colleague, "1.1.1", "1.1.2", "3.1.2")
    levels = {code: answer.level for code, answer in answers_of(draft).items()}
    assert levels == {"1.1.1": 1, "1.1.2": 5, "3.1.2": 5}


def test_a_colleague_may_change_what_it_filled_in_before(draft):
    colleague = make_respondent(draft)
    fill(draft, colleague, "1.1.1", level=2)
    fill(draft, colleague, "1.1.1", level=4)
    assert [change.level for change in history(draft, "1.1.1")] == [2, 4]


def test_a_copied_answer_is_the_owners_though_nobody_has_confirmed_it(draft):
    save(draft, "1.1.1", level=1)
    Answer.objects.update(to_confirm=True)
    fill(draft, make_respondent(draft), "1.1.1")
    assert answers_of(draft)["1.1.1"].level == 1


def test_where_the_owner_takes_a_colleagues_answer_it_goes_over_its_own(draft):
    save(draft, "1.1.1", level=1)
    colleague = make_respondent(draft)
    fill(draft, colleague, "1.1.1", over=True)
    answer = answers_of(draft)["1.1.1"]
    assert (answer.level, answer.given_by, answer.revision) == (5, colleague, 2)


def test_the_owner_answering_takes_the_question_back_from_a_colleague(draft):
    fill(draft, make_respondent(draft), "1.1.1")
    save(draft, "1.1.1", level=2)
    assert answers_of(draft)["1.1.1"].given_by is None


def test_confirming_a_copied_answer_is_a_change_though_the_value_is_the_same(draft):
    save(draft, "1.1.1", level=2)
    Answer.objects.update(to_confirm=True)
    answer = save(draft, "1.1.1", level=2).answer
    assert (answer.to_confirm, answer.revision) == (False, 2)


def test_half_of_a_copied_ratio_is_not_confirmed_without_the_other_half(draft):
    save(draft, "2.1.2", numerator=30)
    Answer.objects.update(to_confirm=True)
    with pytest.raises(SurveyError) as error:
        save(draft, "2.1.2", numerator=30)
    assert error.value.code == "number_missing"
    assert error.value.params["name"]["en"] == "Revenue of the quarter"
    assert save(draft, "2.1.2", numerator=31).answer.to_confirm is False


def test_after_submission_nothing_is_saved(draft):
    make_result(draft)
    with pytest.raises(SurveyError) as error:
        save(draft, "1.1.1", level=2)
    assert error.value.code == "submitted"


def test_the_round_knows_when_it_was_last_changed_and_not_when_it_was_repeated(draft):
    later = NOW + timedelta(hours=1)
    given = {"1.1.1": AnswerValue(level=2)}
    for moment in (NOW, later):
        save_answers(assessment=draft, values=given, by=None, now=moment)
    draft.refresh_from_db()
    assert draft.changed_at == NOW


def test_what_is_done_with_a_round_is_told_of_its_enterprise(draft):
    owner = make_user()
    record_about(draft, "round.touched", owner, NOW, fields=["name"])
    event = AuditEvent.objects.get(action="round.touched")
    assert (event.organisation, event.actor) == (draft.organisation, owner)
    assert event.subject == f"assessment:{draft.public_id}"
    assert (event.at, event.details) == (NOW, {"fields": ["name"]})


def test_a_row_is_written_as_the_orm_writes_it(draft):
    given = {"text": "Đ – '\"", "chosen": ["drive"], "count": 4, "numerator": 3}
    answers = [
        Answer(assessment=draft, question="1.1.1", changed_at=NOW),
        Answer(assessment=draft, question="1.1.2", changed_at=NOW, level=True, **given),
        Answer(
            assessment=draft,
            question="1.1.3",
            changed_at=NOW,
            state=Answer.State.NOT_APPLICABLE,
            denominator=Decimal("1.5"),
            changed_by=make_user(),
            to_confirm=True,
        ),
    ]
    for answer in answers:
        by_orm = [
            field.get_db_prep_save(getattr(answer, field.attname), connection)
            for field in _FIELDS
        ]
        assert [str(value) for value in _for_database(answer, {})] == list(
            map(str, by_orm)
        )
    keep_answers(answers)
    for answer in answers:
        kept = Answer.objects.get(pk=answer.pk)
        assert model_to_dict(kept) == model_to_dict(answer)
        assert (kept.changed_at, kept.changed_by) == (NOW, answer.changed_by)


def test_a_change_is_noted_and_a_repeat_is_not(draft):
    before = Assessment.objects.get(pk=draft.pk)
    later = NOW + timedelta(minutes=5, microseconds=7)
    for now, noted in ((later, later), (later + timedelta(minutes=1), later)):
        save_answers(
            assessment=draft,
            values={"1.1.1": AnswerValue(level=2)},
            by=None,
            now=now,
        )
        kept = Assessment.objects.get(pk=draft.pk)
        assert kept.changed_at == noted
        assert model_to_dict(kept) == model_to_dict(before) | {"changed_at": noted}

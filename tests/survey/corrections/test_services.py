"""A corrected result stands beside the first, is counted once, and can be let go of."""

from datetime import timedelta

import pytest

from accounts.models import AuditEvent
from survey.answers.queries import answers_of, figures_of
from survey.answers.services import save_answers
from survey.answers.values import AnswerValue
from survey.corrections.services import (
    discard,
    is_discardable,
    make_next_round,
    start_correction,
)
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Evidence, Result
from survey.models.evidence import evidence_storage
from survey.results.corrections import first_result
from survey.results.queries import latest_results
from survey.results.services import submit
from survey.rounds.services import change_profile, start_next_round
from tests.builders import (
    NOW,
    actions_logged,
    levels_of,
    make_answers,
    make_assessment,
    make_evidence,
    make_respondent,
    make_result,
    save_answer,
)
from tests.survey.corrections.mended import SLIP, begin, mend, send

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

DAY = timedelta(days=1)


def test_both_results_are_kept_and_the_first_says_when_it_was_replaced():
    first = send(level=2)
    before = Result.objects.filter(pk=first.pk).values().get()
    corrected = mend(first, level=0, now=NOW + DAY)
    assert Result.objects.filter(pk=first.pk).values().get() == before
    assert corrected.assessment.corrects == first.assessment
    assert corrected.total < first.total
    first.assessment.refresh_from_db()
    assert first.assessment.replaced_at == NOW + DAY
    assert corrected.assessment.round == first.assessment.round == 1


def test_what_was_sent_is_untouched_while_its_correction_is_written():
    first = send(level=2)
    correction = begin(first)
    save_answer(assessment=correction, question=SLIP, value=AnswerValue(level=0))
    assert answers_of(first.assessment)[SLIP].level == 2
    first.assessment.refresh_from_db()
    assert first.assessment.replaced_at is None
    assert latest_results([first.organisation])[first.organisation_id] == first


def test_a_correction_begins_with_everything_as_it_was_given():
    assessment = make_assessment()
    make_answers(assessment, level=1)
    assessment.figures.create(name="revenue_quarter", value=500, changed_at=NOW)
    colleague = make_respondent(assessment)
    assessment.answers.filter(question=SLIP).update(given_by=colleague)
    first = submit(assessment=assessment, by=None, now=NOW)
    correction = begin(first)
    answers = answers_of(correction)
    assert answers.keys() == answers_of(assessment).keys()
    assert answers[SLIP].given_by == colleague
    assert not any(answer.to_confirm for answer in answers.values())
    assert figures_of(correction) == figures_of(assessment)
    assert correction.index_version == assessment.index_version


def test_evidence_goes_along_with_what_reviewers_said_and_has_files_of_its_own():
    first = send()
    make_evidence(first.assessment)
    Evidence.objects.update(verdict="accepted", note="Rõ ràng")
    correction = begin(first)
    [copy] = correction.evidence.all()
    [own] = first.assessment.evidence.all()
    assert (copy.verdict, copy.note, copy.sha256) == ("accepted", "Rõ ràng", own.sha256)
    assert copy.file.name != own.file.name
    with copy.file.open() as file:
        copied = file.read()
    with own.file.open() as file:
        assert file.read() == copied


def test_begun_twice_it_is_one_correction():
    first = send()
    assert begin(first) == begin(first)
    assert Assessment.objects.filter(corrects__isnull=False).count() == 1


def test_the_first_result_of_a_round_can_be_corrected_for_14_days():
    first = send()
    with pytest.raises(SurveyError, match="not_correctable"):
        begin(first, NOW + 14 * DAY)
    assert begin(first, NOW + 14 * DAY - timedelta(seconds=1)).corrects


def test_a_correction_of_a_correction_counts_its_days_from_the_first_sending():
    first = send(level=2)
    second = mend(first, level=1, now=NOW + 3 * DAY)
    with pytest.raises(SurveyError, match="not_correctable"):
        begin(second, NOW + 14 * DAY)
    third = mend(second, level=0, now=NOW + 13 * DAY)
    latest = latest_results([first.organisation])
    assert latest[first.organisation_id] == third


def test_what_is_replaced_already_leads_to_its_correction():
    first = send(level=2)
    corrected = mend(first)
    assert begin(first, NOW + 2 * DAY) == corrected.assessment


def test_a_draft_cannot_be_corrected():
    draft = make_assessment()
    with pytest.raises(SurveyError, match="not_correctable"):
        start_correction(assessment=draft, by=None, now=NOW)


def test_a_correction_that_mends_nothing_is_not_sent():
    correction = begin(send())
    with pytest.raises(SurveyError, match="unchanged"):
        submit(assessment=correction, by=None, now=NOW + DAY)
    assert Result.objects.count() == 1
    assert not Assessment.objects.filter(replaced_at__isnull=False).exists()


def test_a_corrected_profile_is_a_correction_too():
    correction = begin(send())
    change_profile(assessment=correction, now=NOW, by=None, employees=7)
    change_profile(assessment=correction, now=NOW, by=None, sector="G")
    correction.refresh_from_db()
    result = submit(assessment=correction, by=None, now=NOW + DAY)
    assert result.sector == "G"
    assert Assessment.objects.get(replaced_at__isnull=False).sector == "I"


@pytest.mark.parametrize("figure", ["employees", "revenue", "capital"])
def test_a_number_of_the_profile_mends_even_where_it_changes_no_class(figure):
    correction = begin(send())
    number = (getattr(correction, figure) or 0) + 1
    change_profile(assessment=correction, now=NOW, by=None, **{figure: number})
    correction.refresh_from_db()
    result = submit(assessment=correction, by=None, now=NOW + DAY)
    assert result.size == first_result(correction.corrects).size
    assert getattr(result.assessment, figure) == number


def left_lying(first: Result, **changed: int) -> Assessment:
    """A correction that went on as a round of its own, weeks after its days were over."""
    correction = begin(first)
    for code, level in changed.items():
        question = code.removeprefix("q_").replace("_", ".")
        save_answer(
            assessment=correction, question=question, value=AnswerValue(level=level)
        )
    return make_next_round(correction=correction, by=None, now=NOW + 30 * DAY)


def test_sent_too_late_it_is_refused_and_nothing_is_lost():
    first = send(level=2)
    correction = begin(first)
    save_answer(assessment=correction, question=SLIP, value=AnswerValue(level=0))
    with pytest.raises(SurveyError, match="too_late"):
        submit(assessment=correction, by=None, now=NOW + 14 * DAY)
    correction.refresh_from_db()
    assert (correction.corrects, correction.round) == (first.assessment, 1)
    assert answers_of(correction)[SLIP].level == 0
    assert Result.objects.count() == 1


def test_left_lying_it_goes_on_as_a_round_in_which_only_what_was_changed_is_said():
    first = send(level=2)
    following = left_lying(first, q_1_1_1=1)
    assert (following.corrects, following.round) == (None, 2)
    levels = levels_of(following)
    assert levels.pop(SLIP) == 1
    assert set(levels.values()) == {None}
    with pytest.raises(SurveyError, match="incomplete"):
        submit(assessment=following, by=None, now=NOW + 30 * DAY)
    first.assessment.refresh_from_db()
    assert first.assessment.replaced_at is None
    assert latest_results([first.organisation])[first.organisation_id] == first


def test_left_lying_and_confirmed_it_is_sent_as_a_round():
    first = send(level=2)
    following = left_lying(first)
    values = {code: AnswerValue(level=2) for code in following.index.codes}
    save_answers(assessment=following, values=values, by=None, now=NOW + 30 * DAY)
    result = submit(assessment=following, by=None, now=NOW + 30 * DAY)
    assert latest_results([first.organisation])[first.organisation_id] == result


def test_numbers_of_the_old_quarter_are_asked_for_again_and_typed_ones_kept():
    assessment = make_assessment()
    make_answers(assessment, level=2)
    assessment.figures.create(name="revenue_quarter", value=500, changed_at=NOW)
    value = AnswerValue(numerator=100)
    save_answer(assessment=assessment, question="2.1.2", value=value)
    first = submit(assessment=assessment, by=None, now=NOW)
    following = left_lying(first)
    assert "revenue_quarter" not in figures_of(following)
    answer = answers_of(following)["2.1.2"]
    assert (answer.numerator, answer.level, answer.to_confirm) == (100, None, True)
    assert answers_of(assessment)["2.1.2"].level == 1


def test_in_a_round_of_its_own_no_file_was_looked_at_yet():
    first = send()
    make_evidence(first.assessment)
    Evidence.objects.update(verdict="accepted", note="Rõ ràng")
    copy = left_lying(first).evidence.get()
    assert (copy.verdict, copy.note) == ("", "")
    assert first.assessment.evidence.get().verdict == "accepted"


def test_what_a_colleague_gave_is_the_owners_to_confirm_in_the_new_round():
    assessment = make_assessment()
    make_answers(assessment, level=2)
    colleague = make_respondent(assessment)
    assessment.answers.filter(question=SLIP).update(given_by=colleague)
    first = submit(assessment=assessment, by=None, now=NOW)
    answer = answers_of(left_lying(first))[SLIP]
    assert (answer.given_by, answer.to_confirm) == (None, True)


def test_within_its_days_a_correction_stays_one_and_twice_is_one_round():
    first = send()
    correction = begin(first)
    same = make_next_round(correction=correction, by=None, now=NOW + DAY)
    assert same.corrects == first.assessment
    for day in (30, 31):
        following = make_next_round(correction=correction, by=None, now=NOW + day * DAY)
        assert following.round == 2
    assert actions_logged("correction.") == [
        "correction.started",
        "correction.became_round",
    ]


def test_sending_it_is_written_down_with_both_rounds():
    first = send(level=2)
    corrected = mend(first)
    event = AuditEvent.objects.get(action="assessment.corrected")
    assert event.subject == f"assessment:{first.assessment.public_id}"
    assert event.details == {"correction": str(corrected.assessment.public_id)}


def test_sent_twice_it_is_one_result():
    first = send(level=2)
    corrected = mend(first)
    again = submit(assessment=corrected.assessment, by=None, now=NOW + 2 * DAY)
    assert again == corrected
    first.assessment.refresh_from_db()
    assert first.assessment.replaced_at == NOW + DAY


# Beside other rounds


def test_while_a_next_round_is_open_it_is_to_be_discarded_first():
    first = send()
    following = start_next_round(assessment=first.assessment, by=None, now=NOW)
    with pytest.raises(SurveyError, match="next_round_open") as refused:
        begin(first)
    assert refused.value.params["round"] == str(following.public_id)
    discard(draft=following, by=None, now=NOW)
    assert begin(first)


def test_a_round_before_the_last_one_stays_as_it_is():
    first = send()
    make_result(make_assessment(first.organisation, round=2))
    with pytest.raises(SurveyError, match="round_over"):
        begin(first)


def test_while_a_correction_is_open_no_next_round_begins():
    first = send()
    correction = begin(first)
    with pytest.raises(SurveyError, match="correction_open") as refused:
        start_next_round(assessment=first.assessment, by=None, now=NOW)
    assert refused.value.params["draft"] == str(correction.public_id)


def test_the_next_round_takes_the_corrected_answers_from_whichever_page_it_is_begun():
    first = send(level=2)
    mend(first, level=0)
    before = Assessment.objects.get(pk=first.assessment_id)
    following = start_next_round(assessment=before, by=None, now=NOW + 2 * DAY)
    assert following.round == 2
    assert answers_of(following)[SLIP].level == 0


# Letting go


def test_a_next_round_begun_by_mistake_is_gone_with_its_files_and_nothing_else():
    first = send()
    following = start_next_round(assessment=first.assessment, by=None, now=NOW)
    make_evidence(following)
    make_respondent(following)
    assert is_discardable(following)
    kept = Answer.objects.filter(assessment=first.assessment).count()
    discard(draft=following, by=None, now=NOW)
    assert list(Assessment.objects.all()) == [first.assessment]
    assert Answer.objects.count() == kept
    assert not Evidence.objects.exists()
    event = AuditEvent.objects.get(action="draft.discarded")
    assert event.details == {"round": 2, "is_correction": False}


def test_the_files_of_a_discarded_draft_leave_the_storage(
    django_capture_on_commit_callbacks,
):
    first = send()
    own = make_evidence(first.assessment).file.name
    correction = begin(first)
    copied = correction.evidence.get().file.name
    with django_capture_on_commit_callbacks(execute=True):
        discard(draft=correction, by=None, now=NOW)
    assert evidence_storage().exists(own)
    assert not evidence_storage().exists(copied)


def test_a_discarded_correction_replaces_nothing_and_can_be_begun_again():
    first = send()
    discard(draft=begin(first), by=None, now=NOW)
    first.assessment.refresh_from_db()
    assert first.assessment.replaced_at is None
    assert begin(first)


def test_what_was_sent_and_the_first_draft_are_not_discarded():
    first = send()
    with pytest.raises(SurveyError, match="submitted"):
        discard(draft=first.assessment, by=None, now=NOW)
    only = make_assessment()
    with pytest.raises(SurveyError, match="first_round"):
        discard(draft=only, by=None, now=NOW)
    assert Assessment.objects.filter(pk=only.pk).exists()

"""Starting, profiles, submitting, claiming and going on to the next round."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from indexes.models import IndexVersion
from survey.answers.figures import save_figure
from survey.answers.progress import progress_of
from survey.answers.queries import answers_of, figures_of
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, AnswerChange, Assessment
from survey.results.services import submit
from survey.rounds.claims import claim
from survey.rounds.services import (
    change_profile,
    start_assessment,
    start_next_round,
)
from tests.builders import (
    NOW,
    levels_of,
    make_answers,
    make_assessment,
    make_index_version,
    make_membership,
    make_organisation,
    make_user,
    make_version_of,
    save_answer,
    small_document,
)

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
PROFILE = {
    "name": "Quán phở Hòa Bình",
    "sector": "I",
    "employees": 12,
    "revenue": 3_000_000_000,
}


def start(**fields) -> Assessment:
    return start_assessment(
        **{**PROFILE, "index_version": make_index_version(), "now": NOW, **fields}
    )


def test_an_assessment_starts_without_an_account():
    draft = start()
    assert draft.state == Assessment.State.DRAFT
    assert draft.organisation.memberships.count() == 0
    assert (draft.round, draft.size) == (1, "small")


def test_a_signed_in_owner_owns_what_it_starts():
    owner = make_user()
    draft = start(by=owner)
    assert draft.organisation.memberships.get().user == owner


@pytest.mark.parametrize(
    ("sector", "variant"), [("G", "shop"), ("A", "farm"), ("I", "")]
)
def test_where_the_sector_leaves_one_industry_it_is_not_asked_again(sector, variant):
    draft = start(sector=sector, index_version=make_version_of("wide"))
    assert draft.variant == variant
    assert draft.index.needs_variant is (not variant)


def test_the_tax_code_is_checked_and_normalised():
    assert start(tax_code="0312 687878").organisation.tax_code == "0312687878"
    with pytest.raises(ValidationError):
        start(tax_code="0312687879")


@pytest.mark.parametrize(
    ("field", "value", "code"),
    [
        ("sector", "ZZ", "unknown_sector"),
        ("area", "99999", "unknown_area"),
        ("employees", -1, "number_negative"),
        ("employees", 0, "no_people"),
    ],
)
def test_a_profile_that_cannot_be_is_refused(field, value, code):
    with pytest.raises(SurveyError) as error:
        start(**{field: value})
    assert error.value.code == code
    assert not Assessment.objects.exists()


def test_a_retired_index_starts_nothing_new():
    with pytest.raises(SurveyError) as error:
        start(index_version=make_index_version(status=IndexVersion.Status.RETIRED))
    assert error.value.code == "index_retired"


def test_changing_the_profile_judges_ratios_again():
    draft = start(employees=10)
    save_answer(
        assessment=draft,
        question="2.1.1",
        value=AnswerValue(numerator=5),
        by=None,
        now=NOW,
    )
    assert levels_of(draft)["2.1.1"] == 3
    change_profile(
        assessment=draft, now=NOW, by=None, employees=50, name="Phở Hòa Bình Mới"
    )
    assert levels_of(draft)["2.1.1"] == 1
    draft = Assessment.objects.get(pk=draft.pk)
    assert (draft.employees, draft.organisation.name) == (50, "Phở Hòa Bình Mới")
    assert AnswerChange.objects.filter(assessment=draft, question="2.1.1").count() == 2


def test_after_submission_everything_is_read_only():
    draft = make_assessment()
    make_answers(draft)
    submit(assessment=draft, by=None, now=NOW)
    for write in (
        lambda: save_answer(
            assessment=draft,
            question="1.1.1",
            value=AnswerValue(level=0),
            by=None,
            now=NOW,
        ),
        lambda: save_figure(
            assessment=draft, name="revenue_quarter", value=5, by=None, now=NOW
        ),
        lambda: change_profile(assessment=draft, now=NOW, by=None, employees=5),
    ):
        with pytest.raises(SurveyError) as error:
            write()
        assert error.value.code == "submitted"


def test_the_next_round_copies_answers_that_count_only_once_confirmed():
    """CISO (2104): a copied assessment keeps "done", so nobody knows what was checked again."""
    draft = make_assessment()
    make_answers(draft, level=4)
    submit(assessment=draft, by=None, now=NOW)
    following = start_next_round(
        assessment=draft, by=None, now=NOW + timedelta(days=365)
    )
    assert following.round == 2
    assert following.employees == draft.employees
    assert progress_of(following).answered == 0
    assert answers_of(following)["1.1.1"].level == 4
    with pytest.raises(SurveyError):
        submit(assessment=following, by=None, now=NOW)
    confirmed = save_answer(
        assessment=following,
        question="1.1.1",
        value=AnswerValue(level=4),
        by=None,
        now=NOW,
    )
    assert confirmed.answer.revision == 2
    assert levels_of(following)["1.1.1"] == 4
    assert start_next_round(assessment=draft, by=None, now=NOW).pk == following.pk


def test_the_figures_of_a_round_stay_with_it():
    draft = make_assessment()
    make_answers(draft)
    save_figure(assessment=draft, name="revenue_quarter", value=100, by=None, now=NOW)
    submit(assessment=draft, by=None, now=NOW)
    following = start_next_round(assessment=draft, by=None, now=NOW)
    assert "revenue_quarter" in figures_of(draft)
    assert "revenue_quarter" not in figures_of(following)


@pytest.mark.parametrize(("days", "is_young"), [(90, True), (365, False)])
def test_a_year_later_nobody_is_less_than_a_year_old(days, is_young):
    draft = make_assessment(is_young=True)
    make_answers(draft)
    submit(assessment=draft, by=None, now=NOW)
    later = draft.started_at + timedelta(days=days)
    following = start_next_round(assessment=draft, by=None, now=later)
    assert following.is_young is is_young


def test_rounds_in_between_make_nobody_younger():
    first = make_assessment(is_young=True)
    make_answers(first)
    submit(assessment=first, by=None, now=NOW)
    later = NOW + timedelta(days=200)
    second = start_next_round(assessment=first, by=None, now=later)
    assert second.is_young
    second.answers.update(to_confirm=False)
    submit(assessment=second, by=None, now=later)
    later += timedelta(days=200)
    third = start_next_round(assessment=second, by=None, now=later)
    assert (third.round, third.is_young) == (3, False)


def test_a_draft_has_no_next_round():
    draft = make_assessment(state=Assessment.State.DRAFT)
    assert start_next_round(assessment=draft, by=None, now=NOW).pk == draft.pk
    assert Assessment.objects.count() == 1


def test_history_keeps_its_meaning_when_the_index_is_corrected():
    """VN-A edits its question bank in place: history changes its meaning."""
    draft = make_assessment()
    make_answers(draft)
    result = submit(assessment=draft, by=None, now=NOW)
    corrected = {
        **small_document(),
        "index": {**small_document()["index"], "version": 2},
    }
    newer = make_index_version(corrected)
    following = start_next_round(assessment=draft, by=None, now=NOW)
    assert following.index_version == newer
    assert following.round == 2
    assert Answer.objects.filter(assessment=following, to_confirm=True).count() == 7
    result.refresh_from_db()
    assert result.index_version.version == 1


def test_an_account_claims_what_was_started_without_one():
    draft, user = start(), make_user()
    claim(organisation=draft.organisation, user=user, now=NOW)
    claim(organisation=draft.organisation, user=user, now=NOW)
    assert [m.user for m in draft.organisation.memberships.all()] == [user]


def test_nobody_claims_what_somebody_owns():
    enterprise = make_organisation()
    make_membership(make_user(), enterprise)
    with pytest.raises(SurveyError) as error:
        claim(organisation=enterprise, user=make_user("khac@quanpho.example"), now=NOW)
    assert error.value.code == "claimed"


def test_nobody_claims_an_association():
    with pytest.raises(SurveyError):
        claim(organisation=make_organisation("association"), user=make_user(), now=NOW)

"""An officer sees and writes what the association types, and ends where its owner begins."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from accounts.models import Consent
from associations.assisted.queries import assisted_of
from associations.assisted.storage import AssistedStorage
from associations.belonging.services import join, leave
from associations.members.services import remove_member
from associations.members.states import KNOWN
from associations.models import Affiliation, AssistedRound
from privacy.retention.services import forget
from registry.retention import kept_for
from survey.answers.values import AnswerValue
from survey.errors import SurveyError
from survey.models import Answer, Assessment, Result
from survey.rounds.services import begin_round_of, start_next_round
from tests.associations.assisted.steps import (
    address,
    ask,
    begin,
    code_in,
    decide,
    opened,
    read_out,
    save,
)
from tests.builders import make_answers, make_assessment, make_result
from tests.pages import assert_clean_page
from tests.personas import make_affiliation, make_owner

pytestmark = pytest.mark.django_db

# Pages and buttons of a round that its owner answers alone.
OF_OWNERS = (
    "review",
    "submit",
    "profile",
    "later",
    "respondents",
    "evidence",
    "variant",
    "discard",
)


@pytest.fixture
def typed_for_owner(officer, member, owner) -> AssistedRound:
    """For a firm in an account, with everything answered."""
    make_affiliation(owner.organisation, officer.organisation)
    member.enterprise = owner.organisation
    member.save()
    begin(officer, member)
    typed = AssistedRound.objects.get()
    make_answers(typed.assessment)
    return typed


def first_page(assisted) -> str:
    return address("step", assisted, assisted.assessment.index.pages[0].slug)


def level_of(question="1.1.1") -> int:
    return Answer.objects.get(question=question).level


def test_once_the_owner_goes_on_alone_the_officer_neither_reads_nor_writes(
    officer, assisted, asked
):
    assert officer.client.get(first_page(assisted)).status_code == 200
    decide(opened(asked), assisted, "correct")
    assert officer.client.get(first_page(assisted)).url == address("state", assisted)
    assert save(officer, assisted, 0).status_code == 404
    assert level_of() == 3
    read_out(officer, assisted, code_in(asked))
    assert not Result.objects.exists()
    page = officer.client.get(address("state", assisted))
    assert_clean_page(page)
    assert "chủ doanh nghiệp tự làm tiếp" in page.content.decode().lower()
    assert "progress" not in page.context


@pytest.mark.sql
def test_what_was_sent_before_and_arrives_after_is_not_saved(officer, assisted, asked):
    stale = AssistedStorage(assisted, officer.user)
    decide(opened(asked), assisted, "correct")
    late = {"answers": {"1.1.1": AnswerValue(level=0)}, "figures": {}, "seen": {}}
    with pytest.raises(SurveyError, match="typing_over"):
        stale.set_step_data("x", late)
    assert level_of() == 3


def test_pages_of_the_owner_lead_to_the_decision_while_it_is_typed(
    typed_for_owner, owner
):
    args = [typed_for_owner.assessment.public_id]
    door = reverse("associations:typed_for_you", args=args)
    for name in OF_OWNERS:
        page = reverse(f"survey:{name}", args=args)
        send = owner.client.post if name == "submit" else owner.client.get
        assert send(page).url == door, name
    assert owner.client.get(door).url == address("confirm", typed_for_owner)


def test_the_list_of_the_owner_says_that_it_is_typed_and_leads_to_the_decision(
    typed_for_owner, owner
):
    make_result(make_assessment(owner.organisation, round=0))
    page = owner.client.get(reverse("survey:mine"))
    assert_clean_page(page)
    words = page.content.decode()
    assert "Đọc và quyết định" in words
    args = [typed_for_owner.assessment.public_id]
    assert reverse("survey:review", args=args) in words
    assert reverse("survey:discard", args=args) not in words


def test_an_answer_of_the_owner_is_not_saved_beside_what_is_typed(
    typed_for_owner, owner
):
    args = [typed_for_owner.assessment.public_id, "1.1.1"]
    target = reverse("survey:answer", args=args)
    part = owner.client.post(target, {"1.1.1": "0"}, headers={"HX-Request": "true"})
    assert part.status_code == 403
    owner.client.post(target, {"1.1.1": "0"})
    assert level_of() == 3


def test_taken_up_the_pages_are_the_owners(typed_for_owner, owner):
    decide(owner.client, typed_for_owner, "correct")
    draft = typed_for_owner.assessment
    args = [draft.public_id]
    door = reverse("associations:typed_for_you", args=args)
    review = reverse("survey:review", args=args)
    assert owner.client.get(door).url == review
    assert owner.client.get(address("confirm", typed_for_owner)).url == review
    assert owner.client.get(review).status_code == 200


def test_no_round_of_the_owner_is_begun_in_what_is_typed(typed_for_owner, owner):
    draft = typed_for_owner.assessment
    before = make_assessment(owner.organisation, round=0)
    make_result(before)
    kwargs = {"by": owner.user, "now": timezone.now()}
    with pytest.raises(SurveyError, match="being_typed"):
        start_next_round(assessment=before, **kwargs)
    with pytest.raises(SurveyError, match="being_typed"):
        begin_round_of(
            enterprise=owner.organisation,
            index_version=draft.index_version,
            sent_since=timezone.now(),
            **kwargs,
        )
    sent = owner.client.post(reverse("survey:next_round", args=[before.public_id]))
    page = owner.client.get(sent.url)
    assert page.url == reverse("associations:typed_for_you", args=[draft.public_id])


@pytest.mark.sql
def test_leaving_ends_it_that_second(officer, typed_for_owner, owner, mailoutbox):
    ask(officer, typed_for_owner)
    letter = mailoutbox[-1].body
    association = officer.organisation
    leave(
        association=association,
        enterprise=owner.organisation,
        by=owner.user,
        now=timezone.now(),
    )
    client = officer.client
    assert client.get(address("state", typed_for_owner)).status_code == 404
    assert client.get(first_page(typed_for_owner)).status_code == 404
    assert save(officer, typed_for_owner, 0).status_code == 404
    assert ask(officer, typed_for_owner).status_code == 404
    assert read_out(officer, typed_for_owner, code_in(letter)).status_code == 404
    listed = client.get(reverse("associations:assisted", args=[association.public_id]))
    assert not listed.context["rows"]
    # What was typed is the owner's to decide on.
    decide(owner.client, typed_for_owner, "confirm")
    assert Result.objects.get().organisation == owner.organisation
    typed_for_owner.refresh_from_db()
    assert typed_for_owner.member.enterprise is None


def test_who_comes_under_the_name_of_one_that_left_is_another(
    officer, member, typed_for_owner, owner
):
    both = {"association": officer.organisation, "now": timezone.now()}
    leave(enterprise=owner.organisation, by=owner.user, **both)
    member.refresh_from_db()
    other = make_owner("khac@quan.example", "Quán khác")
    join(
        member=member,
        enterprise=other.organisation,
        by=other.user,
        now=timezone.now(),
    )
    assert officer.client.get(address("state", typed_for_owner)).status_code == 404
    assert officer.client.get(first_page(typed_for_owner)).status_code == 404


@pytest.mark.parametrize("state", ["asked", "ended", "declined"])
def test_typing_is_for_who_belongs(officer, member, owner, state):
    make_affiliation(
        owner.organisation,
        officer.organisation,
        state=Affiliation.State(state),
    )
    member.enterprise = owner.organisation
    member.save()
    page = begin(officer, member)
    assert_clean_page(page)
    assert "chưa thuộc hiệp hội" in page.content.decode()
    assert not AssistedRound.objects.exists()


@pytest.mark.parametrize("field", ["left_at", "declined_at"])
def test_nothing_is_typed_for_who_left_or_said_no(officer, member, field):
    setattr(member, field, timezone.now())
    member.save()
    assert begin(officer, member).context["why"]
    assert not Assessment.objects.exists()


def test_taken_off_the_list_it_stays_recorded_who_typed(
    officer, member, assisted, asked
):
    owner = opened(asked)
    remove_member(member=member, state=KNOWN, by=officer.user, now=timezone.now())
    assert officer.client.get(address("state", assisted)).status_code == 404
    decide(owner, assisted, "confirm")
    result = Result.objects.get()
    assert assisted_of(result.assessment).typed_by == officer.user
    page = owner.get(reverse("reports:result", args=[result.public_id]))
    assert "Do Lan Trần của Hội Lương thực Thực phẩm nhập giúp" in page.content.decode()


def test_where_the_association_is_gone_the_draft_is_its_owners(typed_for_owner, owner):
    Consent.objects.all().delete()
    typed_for_owner.delete()
    args = [typed_for_owner.assessment.public_id]
    assert owner.client.get(reverse("survey:review", args=args)).status_code == 200


def test_what_its_owner_went_on_with_is_not_forgotten_with_what_nobody_confirms(
    assisted, asked
):
    decide(opened(asked), assisted, "correct")
    later = timezone.now() + kept_for("assisted") + timedelta(days=1)
    list(forget(now=later, only=["assisted"]))
    assert Assessment.objects.exists()

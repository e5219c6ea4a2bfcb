"""From the telephone call to the confirmed result: typed for a member, counted once it agrees."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Organisation
from associations.models import AssistedRound
from privacy.retention.services import forget
from registry.retention import kept_for
from survey.models import Answer, Assessment, Result
from tests.associations.assisted.steps import (
    address,
    ask,
    begin,
    code_in,
    decide,
    link_in,
    opened,
    read_out,
    save,
)
from tests.builders import make_answers, make_assessment
from tests.pages import assert_clean_page
from tests.personas import (
    make_affiliation,
    make_persona,
    make_share,
    make_staff,
)

pytestmark = pytest.mark.django_db


def test_it_is_begun_only_where_the_member_asked_for_it(officer, member):
    page = begin(officer, member, was_asked="")
    assert "was_asked" in page.context["form"].errors
    assert not Assessment.objects.exists()
    answer = begin(officer, member)
    assisted = AssistedRound.objects.get()
    assert answer.url.startswith(address("state", assisted))
    assert (assisted.way, assisted.typed_by) == ("telephone", officer.user)
    assert AuditEvent.objects.filter(action="assisted.begun").exists()


def test_one_round_at_a_time_is_typed_for_a_member(officer, member, assisted):
    assert begin(officer, member).context["why"]
    assert AssistedRound.objects.count() == 1


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_officer_answers_on_the_pages_of_the_questionnaire(
    officer, assisted, language
):
    officer.client.cookies["django_language"] = language
    slug = assisted.assessment.index.pages[0].slug
    page = officer.client.get(address("step", assisted, slug))
    assert_clean_page(page)
    assert "Quán phở Hòa Bình" in page.content.decode()
    save(officer, assisted, 2)
    given = Answer.objects.get(question="1.1.1")
    assert given.changed_by == officer.user
    assert_clean_page(officer.client.get(address("state", assisted)))


def test_nothing_is_asked_before_everything_is_answered(officer, assisted, mailoutbox):
    page = ask(officer, assisted)
    assert page.context["ask"].errors
    assert not mailoutbox


def test_nobody_of_the_association_confirms_what_it_typed(
    officer, assisted, mailoutbox
):
    make_answers(assisted.assessment)
    page = ask(officer, assisted, officer.user.email)
    assert page.context["ask"].errors
    assert not mailoutbox


def test_confirmed_by_the_link_it_is_a_result_like_any_other(officer, assisted, asked):
    assert not Result.objects.exists(), "nothing to count before"
    owner = opened(asked)
    page = owner.get(address("confirm", assisted))
    assert_clean_page(page)
    assert "Do Lan Trần của Hội Lương thực Thực phẩm nhập giúp" in page.content.decode()
    decide(owner, assisted, "confirm")
    result = Result.objects.get()
    assisted.refresh_from_db()
    assert (assisted.is_confirmed, assisted.proof) == (True, "link")
    assert assisted.member.enterprise == result.organisation
    report = owner.get(reverse("reports:result", args=[result.public_id]))
    assert (
        "Do Lan Trần của Hội Lương thực Thực phẩm nhập giúp" in report.content.decode()
    )


def test_confirmed_by_the_code_that_the_owner_reads_out(officer, assisted, asked):
    code = code_in(asked)
    read_out(officer, assisted, f"{code[:2]} {code[2:4]} {code[4:]}")
    assisted.refresh_from_db()
    assert (assisted.is_confirmed, assisted.proof) == (True, "code")
    assert Result.objects.count() == 1


def test_a_wrong_code_confirms_nothing_and_guessing_is_braked(officer, assisted, asked):
    right = code_in(asked)
    wrong = "000000" if right != "000000" else "111111"
    for _try in range(5):
        read_out(officer, assisted, wrong)
    page = read_out(officer, assisted, right)
    assert page.context["code"].errors
    assert not Result.objects.exists()


def test_after_half_an_hour_the_code_is_over_and_the_link_is_not(
    officer, assisted, asked
):
    past = timezone.now() - timedelta(minutes=1)
    AssistedRound.objects.update(code_until=past)
    read_out(officer, assisted, code_in(asked))
    assert not Result.objects.exists()
    decide(opened(asked), assisted, "confirm")
    assert Result.objects.exists()


def test_a_new_letter_ends_the_one_before(officer, assisted, asked, mailoutbox):
    before = opened(asked)
    ask(officer, assisted)
    read_out(officer, assisted, code_in(asked))
    assert Client().post(link_in(asked)).status_code == 410
    # Also in a browser that had opened it: it may have gone to a wrong address.
    assert before.get(address("confirm", assisted)).status_code == 410
    assert decide(before, assisted, "confirm").status_code == 410
    assert not Result.objects.exists()
    decide(opened(mailoutbox[-1].body), assisted, "confirm")
    assert Result.objects.exists()


def test_refused_what_was_typed_is_gone(officer, assisted, asked):
    decide(opened(asked), assisted, "refuse")
    assert not Assessment.objects.exists()
    assert not Organisation.objects.filter(kind="enterprise").exists()
    assisted.refresh_from_db()
    assert assisted.refused_at
    page = officer.client.get(address("state", assisted))
    assert "đã từ chối" in page.content.decode()
    assert Client().post(link_in(asked)).status_code == 410


def test_the_owner_corrects_it_on_the_usual_pages_and_sends_it(assisted, asked):
    owner = opened(asked)
    review = decide(owner, assisted, "correct")
    assert owner.get(review.url).status_code == 200
    args = [assisted.assessment.public_id]
    owner.post(reverse("survey:submit", args=args))
    assert Result.objects.exists()
    assisted.refresh_from_db()
    assert assisted.is_confirmed


def test_after_the_confirmation_the_officer_sees_what_a_consent_names(
    officer, assisted, asked
):
    slug = assisted.assessment.index.pages[0].slug
    decide(opened(asked), assisted, "confirm")
    result = Result.objects.get()
    page = officer.client.get(address("step", assisted, slug))
    assert page.url == address("state", assisted)
    assert save(officer, assisted, 0).status_code == 404
    answers = reverse("reports:answers", args=[result.public_id])
    assert officer.client.get(answers).status_code == 404
    make_share(result.organisation, officer.organisation, "answers")
    assert officer.client.get(answers).status_code == 200


NAMES = ("ask", "code", "step", "answer")


@pytest.mark.parametrize("name", NAMES)
def test_strangers_find_nothing(assisted, name):
    other = make_staff("Hội Cơ khí", "nhanvien@cokhi.example")
    more = {"step": ["tiep"], "answer": ["1.1.1"]}.get(name, [])
    target = address(name, assisted, *more)
    answer = other.client.post(target, {"email": "a@b.example", "code": "1"})
    assert answer.status_code == 404


def test_who_only_reads_for_the_association_types_nothing(officer, member, assisted):
    reader = make_persona("doc@hoi.example", officer.organisation, "reader")
    assert begin(reader, member).status_code == 403
    assert reader.client.get(address("state", assisted)).status_code == 403
    args = [officer.organisation.public_id]
    page = reader.client.get(reverse("associations:assisted", args=args))
    assert page.status_code == 200


def test_without_the_link_nobody_confirms(assisted, asked):
    stranger = Client()
    assert stranger.get(address("confirm", assisted)).status_code == 404
    assert decide(stranger, assisted, "confirm").status_code == 404
    assert not Result.objects.exists()


@pytest.fixture
def belonging(member, owner):
    """The member came, is in an account and belongs."""
    make_affiliation(owner.organisation, member.association)
    member.enterprise = owner.organisation
    member.save()
    return member


@pytest.mark.parametrize("language", ["vi", "en"])
def test_an_enterprise_in_an_account_is_asked_there_in_the_language_of_its_owner(
    officer, belonging, owner, mailoutbox, language
):
    owner.user.language = language
    owner.user.save()
    begin(officer, belonging)
    assisted = AssistedRound.objects.get()
    assert assisted.assessment.organisation == owner.organisation
    make_answers(assisted.assessment)
    ask(officer, assisted, "ketoan@khac.example")
    (letter,) = mailoutbox
    assert letter.to == [owner.user.email]
    assert ("Hello," in letter.body) == (language == "en")
    stranger = opened(letter.body)
    assert stranger.get(address("confirm", assisted)).status_code == 404
    page = owner.client.get(reverse("associations:consents")).content.decode()
    assert address("confirm", assisted) in page
    decide(owner.client, assisted, "confirm")
    assert Result.objects.get().organisation == owner.organisation


def test_a_member_in_no_account_is_written_to_in_the_language_it_wants(
    officer, assisted, mailoutbox
):
    make_answers(assisted.assessment)
    ask(officer, assisted, language="en")
    assert "Hello," in mailoutbox[0].body


def test_who_is_answering_by_itself_is_left_alone(officer, belonging, owner):
    make_assessment(owner.organisation)
    assert begin(officer, belonging).context["form"].non_field_errors()
    assert not AssistedRound.objects.exists()


def test_what_nobody_confirms_is_forgotten_and_what_was_confirmed_stays(
    assisted, asked
):
    later = timezone.now() + kept_for("assisted") + timedelta(days=1)
    sooner = timezone.now() + kept_for("assisted") - timedelta(days=1)
    assert not any(each.tally for each in forget(now=sooner, only=["assisted"]))
    (forgotten,) = forget(now=later, only=["assisted"])
    assert forgotten.tally.rows == 1
    assert not AssistedRound.objects.exists()
    assert not Organisation.objects.filter(kind="enterprise").exists()


def test_what_was_confirmed_is_not_forgotten(assisted, asked):
    decide(opened(asked), assisted, "confirm")
    later = timezone.now() + kept_for("assisted") + timedelta(days=1)
    list(forget(now=later, only=["assisted"]))
    assert AssistedRound.objects.exists()
    assert Result.objects.exists()

"""Links that go on with a draft, and links that show a result."""

from datetime import timedelta

import pytest
from django.utils import translation

from survey.errors import SurveyError
from survey.models import ResumeLink
from survey.rounds.claims import claim
from survey.rounds.resume_links import open_resume_link, send_resume_link
from tests.builders import NOW, make_answers, make_assessment, make_result, make_user

pytestmark = pytest.mark.django_db


def send(draft, email="chi@pho.example"):
    tokens = []

    def build_url(token):
        tokens.append(token)
        return f"https://site.example/tiep-tuc/{token}/"

    send_resume_link(assessment=draft, email=email, now=NOW, build_url=build_url)
    return tokens[0]


def test_a_link_by_email_opens_the_draft_again(mailoutbox):
    draft = make_assessment()
    token = send(draft)
    assert open_resume_link(token=token, now=NOW + timedelta(days=29)) == draft
    assert mailoutbox[0].to == ["chi@pho.example"]
    assert token in mailoutbox[0].body
    assert token in mailoutbox[0].alternatives[0].content


@pytest.mark.sql
def test_only_a_hash_of_the_token_is_kept(mailoutbox):
    token = send(make_assessment())
    assert token not in str(ResumeLink.objects.values().get())


@pytest.mark.parametrize(
    ("language", "word"), [("vi", "20/12/2026"), ("en", "7 questions")]
)
def test_the_email_says_what_is_kept_and_how_long_in_the_language_of_the_reader(
    mailoutbox, language, word
):
    draft = make_assessment()
    make_answers(draft)
    with translation.override(language):
        send(draft)
    assert word in mailoutbox[0].body
    assert draft.organisation.name in mailoutbox[0].body


def test_a_name_with_marks_is_not_garbled_in_the_plain_text(mailoutbox):
    draft = make_assessment()
    draft.organisation.name = "Cơm & Phở <Hòa>"
    send(draft)
    assert "Cơm & Phở <Hòa>" in mailoutbox[0].body
    assert "Cơm &amp; Phở &lt;Hòa&gt;" in mailoutbox[0].alternatives[0].content


def test_a_visitor_cannot_write_a_letter_of_their_own_in_the_name_of_the_enterprise(
    mailoutbox,
):
    draft = make_assessment()
    draft.organisation.name = (
        "Quý khách trúng thưởng, xin bấm vào trang này để nhận ngay " * 3
    )
    send(draft)
    assert "trúng thưởng" not in mailoutbox[0].subject
    assert draft.organisation.name[:61] not in mailoutbox[0].body


def test_a_link_expires_after_thirty_days(mailoutbox):
    token = send(make_assessment())
    with pytest.raises(SurveyError) as error:
        open_resume_link(token=token, now=NOW + timedelta(days=30))
    assert error.value.code == "link_expired"


def test_a_link_that_never_was_says_no_more_than_an_old_one():
    with pytest.raises(SurveyError) as error:
        open_resume_link(token="nothing", now=NOW)
    assert error.value.code == "link_expired"


def test_a_link_does_not_open_an_enterprise_that_was_claimed(mailoutbox):
    draft = make_assessment()
    token = send(draft)
    claim(organisation=draft.organisation, user=make_user(), now=NOW)
    with pytest.raises(SurveyError) as error:
        open_resume_link(token=token, now=NOW)
    assert error.value.code == "claimed"


def test_no_link_is_sent_for_a_submitted_assessment(mailoutbox):
    result = make_result()
    with pytest.raises(SurveyError) as error:
        send(result.assessment)
    assert error.value.code == "submitted"
    assert not mailoutbox


def test_a_link_that_had_ended_before_tells_nothing_of_the_claim(mailoutbox):
    """It may have been ended since it went to somebody else."""
    draft = make_assessment()
    astray, right = send(draft), send(draft, "khac@pho.example")
    later = NOW + timedelta(minutes=1)
    claim(organisation=draft.organisation, user=make_user(), now=later)
    for token, code in ((astray, "link_expired"), (right, "claimed")):
        with pytest.raises(SurveyError) as error:
            open_resume_link(token=token, now=later)
        assert error.value.code == code

"""Letters of vetting: who gets which, in whose language, and that none tells what was written."""

import pytest
from django.core import mail

from providers.vetting.decisions.services import (
    ask,
    decide,
    give_back,
    note_inquiry,
    revoke,
    suspend,
)
from providers.vetting.email import tell_officers, tell_provider
from providers.vetting.wording import TO_OFFICERS, TO_PROVIDER
from tests.builders import NOW, make_membership, make_user
from tests.providers.vetting.applying import (
    hear_customers,
    judge,
    make_association,
    make_officer,
    make_sent,
    make_vetted,
)

pytestmark = pytest.mark.django_db
WRITTEN = "Giấy phép đã hết hạn từ năm ngoái"


@pytest.fixture
def association():
    return make_association()


@pytest.fixture
def written(django_capture_on_commit_callbacks):
    """The letters that something causes."""

    def run(cause, **given) -> list:
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            cause(**given)
        return list(mail.outbox)

    return run


@pytest.mark.parametrize("letter", TO_PROVIDER)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_each_letter_to_a_provider_is_whole_in_both_languages(
    association, written, letter, language
):
    sent, user = make_sent(association)
    user.language = language
    user.save()
    (told,) = written(tell_provider, application=sent, letter=letter)
    assert told.to == [user.email]
    assert sent.provider.organisation.name in told.subject
    assert f"/ho-so/{sent.public_id}/" in told.body
    is_vietnamese = "Anh/chị nhận thư này" in told.body
    assert is_vietnamese is (language == "vi")
    html = told.alternatives[0].content
    assert f"/ho-so/{sent.public_id}/" in html


@pytest.mark.parametrize("letter", TO_OFFICERS)
def test_each_letter_to_officers_goes_to_all_who_may_vet(association, written, letter):
    sent, _user = make_sent(association)
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    reader = make_user("doc@hoi.example")
    make_membership(reader, association, "reader")
    told = written(tell_officers, application=sent, letter=letter)
    assert {each.to[0] for each in told} == {each.email for each in officers}
    assert f"/tham-dinh/{sent.public_id}/" in told[0].body


def test_who_only_reads_for_the_provider_gets_none(association, written):
    sent, user = make_sent(association)
    reader = make_user("doc@sao-mai.example")
    make_membership(reader, sent.provider.organisation, "reader")
    told = written(tell_provider, application=sent, letter="accepted")
    assert [each.to for each in told] == [[user.email]]


@pytest.mark.parametrize("end", [suspend, revoke, give_back])
def test_what_an_officer_writes_stands_on_the_page_and_in_no_letter(
    association, written, end
):
    if end is give_back:
        application, _user = make_sent(association)
        officer = make_officer(association)
    else:
        application, officers = make_vetted(association)
        officer = officers[0]
    told = written(end, application=application, words=WRITTEN, by=officer, now=NOW)
    assert told
    assert not [each for each in told if WRITTEN in each.body + each.subject]


def test_a_decision_writes_to_the_provider_and_to_nobody_else(association, written):
    sent, user = make_sent(association)
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    for officer in officers:
        judge(sent, officer, 2)
    hear_customers(sent)
    told = written(decide, application=sent, words=WRITTEN, by=officers[0], now=NOW)
    assert [each.to for each in told] == [[user.email]]
    assert "Anh/chị đã được thẩm định" in told[0].subject
    assert WRITTEN not in told[0].body


def test_questions_are_named_by_their_day_and_not_by_their_words(association, written):
    sent, _user = make_sent(association)
    lan = make_officer(association)
    note_inquiry(application=sent, words=WRITTEN, by=lan, now=NOW)
    (told,) = written(ask, application=sent, by=lan, now=NOW)
    assert WRITTEN not in told.body
    assert "Hạn 07/12/2026" in told.body

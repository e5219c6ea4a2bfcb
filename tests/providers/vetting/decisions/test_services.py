"""Questions, decisions, what comes after them, and what matching reads of it."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils.timezone import localdate

from accounts.models import AuditEvent, Letter
from providers.errors import ProviderError
from providers.models import Application, Pause
from providers.vetting.applications.queries import public_numbers
from providers.vetting.applications.services import (
    answer_inquiries,
    appeal,
    begin,
    renew,
    send,
)
from providers.vetting.decisions.services import (
    ask,
    decide,
    give_back,
    lift,
    note_inquiry,
    revoke,
    suspend,
)
from providers.vetting.evaluations.services import take
from providers.vetting.tasks import follow
from tests.builders import NOW, actions_logged
from tests.providers.vetting.applying import (
    hear_customers,
    judge,
    keep_document,
    make_association,
    make_officer,
    make_sent,
    make_vetted,
    until,
)

pytestmark = pytest.mark.django_db
State = Application.State
A_YEAR = localdate(NOW) + timedelta(days=365)


@pytest.fixture
def association():
    return make_association()


def code_of(error) -> str:
    return error.value.code


def test_a_decision_is_valid_a_year_and_says_who_vetted(association):
    vetted, _officers = make_vetted(association)
    assert vetted.state == State.ACCEPTED
    assert until(vetted) == A_YEAR
    vetted.provider.refresh_from_db()
    assert vetted.provider.vetted_by == association
    steps = [step.action for step in vetted.steps.all()]
    assert steps == ["send", "agree", "accept"]
    assert {"vetting.begun", "vetting.send", "vetting.accept"} <= set(
        actions_logged("vetting")
    )


def test_scores_below_the_bar_decline_and_need_reasons(association):
    sent, _user = make_sent(association)
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    for officer in officers:
        sent = judge(sent, officer, 1)
    with pytest.raises(ProviderError) as error:
        decide(application=sent, words=" ", by=officers[0], now=NOW)
    assert code_of(error) == "reason_missing"
    declined = decide(application=sent, words="Chưa đủ", by=officers[0], now=NOW)
    assert (declined.state, until(declined)) == (State.DECLINED, None)


@pytest.mark.parametrize(
    ("reason", "is_kept_back"),
    [(Pause.Reason.COMPLAINT, True), (Pause.Reason.OWN, False)],
)
def test_an_upheld_complaint_that_still_pauses_keeps_the_approval_back(
    association, reason, is_kept_back
):
    sent, _user = make_sent(association)
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    for officer in officers:
        sent = judge(sent, officer, 2)
    day = localdate(NOW)
    Pause.objects.create(
        provider=sent.provider, reason=reason, begins=day, ends=day, made_at=NOW
    )
    hear_customers(sent)
    given = {"application": sent, "words": "Đủ", "by": officers[0]}
    if is_kept_back:
        with pytest.raises(ProviderError) as error:
            decide(**given, now=NOW)
        assert code_of(error) == "complaint_open"
    # The day after the pause it can be decided.
    decided = decide(**given, now=NOW + timedelta(days=1 if is_kept_back else 0))
    assert decided.state == State.ACCEPTED


def test_of_two_who_decide_at_once_the_second_is_told(association):
    vetted, officers = make_vetted(association)
    with pytest.raises(ProviderError) as error:
        decide(application=vetted, words="Đủ", by=officers[1], now=NOW)
    assert code_of(error) == "not_now"


@pytest.mark.parametrize("heard", [0, 2])
def test_with_fewer_customers_than_asked_for_an_approval_says_why(association, heard):
    sent, _user = make_sent(association)
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    for officer in officers:
        sent = judge(sent, officer, 2)
    hear_customers(sent, heard)
    given = {"application": sent, "words": "Đủ", "by": officers[0], "now": NOW}
    with pytest.raises(ProviderError) as error:
        decide(**given, few=" ")
    assert code_of(error) == "customers_missing"
    decided = decide(**given, few="Hai khách ở xa, đã gọi")
    assert decided.reasons == "Đủ\n\nHai khách ở xa, đã gọi"
    event = AuditEvent.objects.get(action="vetting.few_customers")
    assert event.details["heard"] == heard


def test_a_doubted_answer_does_not_count_among_those_asked_for(association):
    sent, _user = make_sent(association)
    officers = [make_officer(association, name) for name in ("lan", "minh")]
    for officer in officers:
        sent = judge(sent, officer, 2)
    hear_customers(sent)
    first = sent.references.first()
    sent.references.filter(pk=first.pk).update(doubted_at=NOW)
    with pytest.raises(ProviderError) as error:
        decide(application=sent, words="Đủ", by=officers[0], now=NOW)
    assert code_of(error) == "customers_missing"


class TestQuestions:
    def test_all_are_asked_at_once_and_replied_to_together(self, association):
        sent, user = make_sent(association)
        lan = make_officer(association)
        for words in ("Máy chủ ở đâu?", "Ai trực cuối tuần?"):
            note_inquiry(application=sent, words=words, by=lan, now=NOW)
        asked = ask(application=sent, by=lan, now=NOW)
        assert asked.state == State.ASKED
        first, second = asked.inquiries.all()
        with pytest.raises(ProviderError) as error:
            answer_inquiries(
                application=asked, replies={first.pk: "Bình Dương"}, by=user, now=NOW
            )
        assert code_of(error) == "reply_missing"
        replies = {first.pk: "Bình Dương", second.pk: "Anh Bình"}
        done = answer_inquiries(application=asked, replies=replies, by=user, now=NOW)
        assert done.state == State.SENT
        with pytest.raises(ProviderError) as error:
            note_inquiry(application=done, words="Còn gì nữa?", by=lan, now=NOW)
        assert code_of(error) == "asked_already"

    def test_whoever_handed_in_before_looks_at_the_replies_again(self, association):
        sent, user = make_sent(association)
        lan = make_officer(association)
        judge(sent, lan, 2)
        note_inquiry(application=sent, words="Ở đâu?", by=lan, now=NOW)
        asked = ask(application=sent, by=lan, now=NOW)
        replies = {asked.inquiries.get().pk: "Ở đây"}
        answer_inquiries(application=asked, replies=replies, by=user, now=NOW)
        assert asked.evaluations.get().state == "open"

    def test_who_is_late_gets_it_back_with_all_that_was_entered(self, association):
        sent, user = make_sent(association)
        lan = make_officer(association)
        note_inquiry(application=sent, words="Ở đâu?", by=lan, now=NOW)
        ask(application=sent, by=lan, now=NOW)
        follow(now=NOW + timedelta(days=40))
        sent.refresh_from_db()
        assert sent.state == State.RETURNED
        assert sent.declarations.get(criterion="support").values["hours"] == 44
        assert sent.references.count() == 5
        assert send(application=sent, by=user, now=NOW).state == State.SENT


class TestAfterwards:
    def test_a_suspension_ends_the_vetting_and_lifting_brings_it_back(
        self, association
    ):
        vetted, officers = make_vetted(association)
        suspend(application=vetted, words="Khiếu nại", by=officers[0], now=NOW)
        assert until(vetted) < localdate(NOW)
        lift(application=vetted, words="Đã xong", by=officers[1], now=NOW)
        assert until(vetted) == A_YEAR

    def test_a_renewal_goes_on_where_the_first_one_ends(self, association):
        vetted, officers = make_vetted(association)
        early = NOW + timedelta(days=200)
        with pytest.raises(ProviderError) as error:
            renew(application=vetted, by=None, now=early)
        assert code_of(error) == "too_early"
        soon = NOW + timedelta(days=330)
        again = renew(application=vetted, by=None, now=soon)
        assert again.declarations.count() == 7
        assert not again.references.filter(answered_at__isnull=False).exists()
        again = send(application=again, by=None, now=soon)
        for officer in officers:
            again = judge(again, officer, 2)
        hear_customers(again)
        decide(application=again, words="Vẫn đủ", by=officers[0], now=soon)
        assert until(vetted) == A_YEAR + timedelta(days=365)
        vetted.refresh_from_db()
        assert vetted.state == State.REPLACED

    def test_an_appeal_needs_new_evidence_and_other_people(self, association):
        vetted, officers = make_vetted(association)
        revoke(application=vetted, words="Sai sự thật", by=officers[0], now=NOW)
        vetted.refresh_from_db()
        again = appeal(application=vetted, by=None, now=NOW)
        with pytest.raises(ProviderError) as error:
            send(application=again, by=None, now=NOW)
        assert code_of(error) == "nothing_new"
        keep_document(again, "security", b"%PDF-1.4 new")
        again = send(application=again, by=None, now=NOW)
        with pytest.raises(ProviderError) as error:
            take(application=again, officer=officers[1], now=NOW)
        assert code_of(error) == "had_part"
        others = [make_officer(association, name) for name in ("khac", "nua")]
        for officer in others:
            again = judge(again, officer, 3)
        hear_customers(again)
        decide(application=again, words="Đúng", by=others[0], now=NOW)
        assert until(vetted) == A_YEAR
        revoke(application=again, words="Lại sai", by=others[0], now=NOW)
        again.refresh_from_db()
        with pytest.raises(ProviderError) as error:
            appeal(application=again, by=None, now=NOW)
        assert code_of(error) == "no_appeal"

    def test_an_appeal_has_its_days(self, association):
        vetted, officers = make_vetted(association)
        revoke(application=vetted, words="Sai", by=officers[0], now=NOW)
        vetted.refresh_from_db()
        with pytest.raises(ProviderError) as error:
            appeal(application=vetted, by=None, now=NOW + timedelta(days=60))
        assert code_of(error) == "no_appeal"

    def test_what_ran_out_is_said_and_begun_anew_with_what_was_entered(
        self, association
    ):
        vetted, _officers = make_vetted(association)
        follow(now=NOW + timedelta(days=366))
        vetted.refresh_from_db()
        assert vetted.state == State.EXPIRED
        again = begin(
            provider=vetted.provider,
            association=association,
            by=None,
            now=NOW + timedelta(days=366),
        )
        assert again.declarations.count() == 7

    @pytest.mark.parametrize("left", [60, 30, 7])
    def test_a_reminder_comes_once_for_each_day(
        self, association, left, django_capture_on_commit_callbacks
    ):
        make_vetted(association)
        mail.outbox.clear()
        at = NOW + timedelta(days=365 - left)
        for _morning in range(2):
            with django_capture_on_commit_callbacks(execute=True):
                follow(now=at)
            # What left is forgotten after two weeks; that it was written is not.
            Letter.objects.all().delete()
        assert len(mail.outbox) == 1

    def test_a_year_brings_three_reminders_and_then_the_end(
        self, association, django_capture_on_commit_callbacks
    ):
        vetted, _officers = make_vetted(association)
        mail.outbox.clear()
        for day in range(280, 372, 4):
            with django_capture_on_commit_callbacks(execute=True):
                follow(now=NOW + timedelta(days=day))
            Letter.objects.all().delete()
        subjects = [letter.subject for letter in mail.outbox]
        assert [("sắp hết hạn" in each) for each in subjects] == [True] * 3 + [False]
        vetted.refresh_from_db()
        assert vetted.state == State.EXPIRED

    def test_who_renews_already_is_not_reminded(
        self, association, django_capture_on_commit_callbacks
    ):
        vetted, _officers = make_vetted(association)
        soon = NOW + timedelta(days=310)
        send(
            application=renew(application=vetted, by=None, now=soon), by=None, now=soon
        )
        mail.outbox.clear()
        with django_capture_on_commit_callbacks(execute=True):
            follow(now=soon)
        assert mail.outbox == []


def test_the_public_reads_how_many_were_accepted_and_how_long_it_took(association):
    make_vetted(association, "mot")
    make_vetted(association, "hai", points=1)
    numbers = public_numbers(NOW - timedelta(days=365))
    told = {name: numbers[name] for name in ("decided", "accepted", "median")}
    assert told == {"decided": 2, "accepted": 1, "median": 0}


def test_it_is_returned_with_a_reason_only_while_it_is_looked_at(association):
    sent, _user = make_sent(association)
    lan = make_officer(association)
    back = give_back(application=sent, words="Thiếu hợp đồng", by=lan, now=NOW)
    assert (back.state, back.reasons) == (State.RETURNED, "Thiếu hợp đồng")
    with pytest.raises(ProviderError) as error:
        give_back(application=back, words="Nữa", by=lan, now=NOW)
    assert code_of(error) == "not_now"

"""Pages of officers: a queue by what is due, one criterion at a time, no score of others."""

from datetime import timedelta
from uuid import UUID

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import User
from associations.vetting.queries import to_take, with_me
from providers.models import Application, Evaluation, Relation
from providers.vetting.applications.services import begin
from providers.vetting.evaluations.services import take
from providers.vetting.references.services import answer
from providers.vetting.wording import problem
from tests.builders import NOW, make_membership, make_provider
from tests.pages import assert_clean_page
from tests.providers.vetting.applying import (
    hear_customers,
    judge,
    make_applicant,
    make_officer,
    make_sent,
    make_vetted,
    score_all,
    until,
)

pytestmark = pytest.mark.django_db
State = Application.State
SCORE = {"points": "2", "reason": "Đã xem giấy phép"}


def signed_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(application: Application) -> str:
    args = [application.association.public_id, application.public_id]
    return reverse("associations:vetting_application", args=args)


def criterion_of(application: Application, name: str) -> str:
    args = [application.association.public_id, application.public_id, name]
    return reverse("associations:vetting_criterion", args=args)


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


class TestTheQueue:
    def test_what_is_due_first_stands_first_and_drafts_stay_away(
        self, association, lan
    ):
        late, _user = make_sent(association, "tre")
        soon, _user = make_sent(association, "som")
        Application.objects.filter(pk=late.pk).update(due_on=NOW.date())
        later = NOW.date() + timedelta(days=9000)
        Application.objects.filter(pk=soon.pk).update(due_on=later)
        provider, user = make_applicant("nhap")
        begin(provider=provider, association=association, by=user, now=NOW)
        address = reverse("associations:vetting", args=[association.public_id])
        page = signed_in(lan).get(address)
        assert_clean_page(page)
        rows = [row["application"] for row in page.context["rows"]]
        assert rows == [late, soon]
        assert "trễ hạn" in text_of(page)

    @pytest.mark.parametrize(
        ("word", "state"),
        [
            ("", State.SENT),
            ("", State.SETTLED),
            ("hoi", State.ASKED),
            ("hoi", State.RETURNED),
            ("dang-co", State.SUSPENDED),
            ("xong", State.DECLINED),
            ("xong", State.EXPIRED),
        ],
    )
    def test_each_state_has_its_part(self, association, lan, sent, word, state):
        day = NOW.date()
        Application.objects.filter(pk=sent.pk).update(state=state, valid_until=day)
        address = reverse("associations:vetting", args=[association.public_id])
        page = signed_in(lan).get(address, {"xem": word})
        assert [row["application"] for row in page.context["rows"]] == [sent]

    def test_an_unknown_part_shows_what_is_to_be_done(self, association, lan, sent):
        address = reverse("associations:vetting", args=[association.public_id])
        page = signed_in(lan).get(address, {"xem": "gi-do"})
        assert page.context["part"] == ""

    def test_it_takes_as_many_queries_for_many_as_for_few(self, association, lan):
        def add(first: int, last: int) -> None:
            for number in range(first, last):
                Application.objects.create(
                    provider=make_provider(f"Nhà {number}", f"nha-{number}"),
                    association=association,
                    criteria="2026-12",
                    state=State.SENT,
                    begun_at=NOW,
                    sent_at=NOW,
                    due_on=NOW.date(),
                )

        client = signed_in(lan)
        address = reverse("associations:vetting", args=[association.public_id])

        def queries() -> int:
            with CaptureQueriesContext(connection) as counted:
                client.get(address)
            return len(counted)

        add(0, 2)
        client.get(address)
        few = queries()
        add(2, 24)
        assert queries() == few

    def test_the_menu_leads_officers_there_and_nobody_else(self, association, lan):
        address = reverse("associations:vetting", args=[association.public_id])
        today = reverse("associations:today", args=[association.public_id])
        assert address in signed_in(lan).get(today).content.decode()
        membership = lan.memberships.get()
        membership.role = "reviewer"
        membership.save()
        assert address not in signed_in(lan).get(today).content.decode()
        assert signed_in(lan).get(address).status_code == 403


class TestEvaluating:
    def test_an_officer_takes_it_on_scores_and_hands_in(self, sent, lan):
        client = signed_in(lan)
        assert 'value="take"' in text_of(client.get(page_of(sent)))
        client.post(page_of(sent), {"deed": "take"})
        evaluation = Evaluation.objects.get()
        went_on = client.post(criterion_of(sent, "legal"), SCORE)
        assert went_on.url == criterion_of(sent, "record")
        assert evaluation.scores.get().reason == SCORE["reason"]
        evaluation.scores.all().delete()
        score_all(evaluation, 2)
        client.post(page_of(sent), {"deed": "hand_in"})
        evaluation.refresh_from_db()
        assert evaluation.state == Evaluation.State.DONE

    def test_a_score_without_a_reason_is_said_beside_its_field(self, sent, lan):
        take(application=sent, officer=lan, now=NOW)
        page = signed_in(lan).post(criterion_of(sent, "legal"), {"points": "3"})
        assert list(page.context["score_form"].errors) == ["reason"]
        assert page.context["score_form"]["points"].value() == "3"

    def test_a_score_that_there_is_not_is_refused(self, sent, lan):
        take(application=sent, officer=lan, now=NOW)
        data = SCORE | {"points": "9"}
        page = signed_in(lan).post(criterion_of(sent, "legal"), data)
        assert list(page.context["score_form"].errors) == ["points"]

    def test_what_was_typed_for_an_evaluation_that_is_over_is_given_back(
        self, sent, lan
    ):
        client = signed_in(lan)
        client.post(page_of(sent), {"deed": "take"})
        # In another window, while the reason is typed in this one.
        client.post(page_of(sent), {"deed": "leave"})
        page = client.post(criterion_of(sent, "legal"), SCORE)
        assert_clean_page(page)
        assert page.context["trouble"] == problem("closed")
        assert f"“{SCORE['reason']}”" in text_of(page)

    def test_handing_in_too_early_is_told(self, sent, lan):
        take(application=sent, officer=lan, now=NOW)
        page = signed_in(lan).post(page_of(sent), {"deed": "hand_in"})
        assert "Còn tiêu chí chưa có điểm" in text_of(page)

    def test_given_back_there_is_a_place_again(self, sent, association, lan, minh):
        take(application=sent, officer=lan, now=NOW)
        signed_in(lan).post(page_of(sent), {"deed": "leave"})
        assert Evaluation.objects.get().state == Evaluation.State.LEFT
        assert list(to_take(association, minh)) == [sent]
        assert not with_me(association, lan)

    @pytest.mark.parametrize("where", ["whole", "criterion"])
    def test_no_page_shows_a_score_of_another_before_the_own(
        self, sent, lan, minh, where
    ):
        judge(sent, lan, 3)
        take(application=sent, officer=minh, now=NOW)
        client = signed_in(minh)
        address = page_of(sent) if where == "whole" else criterion_of(sent, "legal")
        text = text_of(client.get(address))
        assert "3 trên 3" not in text
        assert "Đã xem tài liệu" not in text
        assert lan.full_name not in text

    def test_who_may_still_be_the_third_sees_none_of_the_two(
        self, sent, association, lan, minh
    ):
        judge(sent, lan, 3)
        judge(sent, minh, 1)
        third = make_officer(association, "tu")
        text = text_of(signed_in(third).get(page_of(sent)))
        assert "người thứ ba xem" in text
        assert "Đã xem tài liệu" not in text
        assert "trên 100 điểm" not in text

    def test_afterwards_each_sees_what_the_other_found(self, sent, lan, minh):
        judge(sent, lan, 2)
        judge(sent, minh, 3)
        text = text_of(signed_in(minh).get(page_of(sent)))
        assert lan.full_name in text
        assert "83 trên 100 điểm: Đạt tốt." in text

    def test_who_is_too_near_is_told_and_gets_no_button(self, sent, lan):
        make_membership(lan, sent.provider.organisation, "officer")
        client = signed_in(lan)
        text = text_of(client.get(page_of(sent)))
        assert "Anh/chị thuộc nhà cung cấp này" in text
        assert 'value="take"' not in text
        page = client.post(page_of(sent), {"deed": "take"})
        assert "Anh/chị thuộc nhà cung cấp này" in text_of(page)
        assert not Evaluation.objects.exists()

    def test_a_relation_is_declared_by_the_officer(self, sent, lan):
        data = {"deed": "relation", "words": "Bạn học"}
        signed_in(lan).post(page_of(sent), data)
        assert Relation.objects.get().person == lan
        assert 'value="take"' not in text_of(signed_in(lan).get(page_of(sent)))


class TestDeciding:
    @pytest.fixture
    def settled(self, sent, lan, minh) -> Application:
        judge(sent, lan, 2)
        return judge(sent, minh, 2)

    def test_the_button_says_what_the_scores_come_to(self, settled, lan):
        client = signed_in(lan)
        hear_customers(settled)
        assert "Công nhận một năm" in text_of(client.get(page_of(settled)))
        page = client.post(page_of(settled), {"deed": "decide", "words": " "})
        assert list(page.context["forms"]["decide"].errors) == ["words"]
        client.post(page_of(settled), {"deed": "decide", "words": "Đủ mọi mặt"})
        settled.refresh_from_db()
        assert (settled.state, settled.reasons) == (State.ACCEPTED, "Đủ mọi mặt")

    def test_where_too_few_customers_answered_why_is_asked_beside_its_field(
        self, settled, lan
    ):
        client = signed_in(lan)
        typed = {"deed": "decide", "words": "Đủ mọi mặt"}
        page = client.post(page_of(settled), typed)
        assert_clean_page(page)
        assert list(page.context["forms"]["decide"].errors) == ["few"]
        assert "Đủ mọi mặt" in text_of(page)
        client.post(page_of(settled), typed | {"few": "Đã gọi cả năm"})
        settled.refresh_from_db()
        assert settled.state == State.ACCEPTED

    def test_who_decides_second_is_told_and_gets_the_reasons_back(
        self, settled, lan, minh
    ):
        hear_customers(settled)
        for officer, words in ((lan, "Đủ mọi mặt"), (minh, "Đã xem lại cả")):
            typed = {"deed": "decide", "words": words, "few": "Đã gọi hai nơi"}
            page = signed_in(officer).post(page_of(settled), typed)
        assert_clean_page(page)
        assert page.context["trouble"]
        assert "“Đã xem lại cả Đã gọi hai nơi”" in text_of(page)
        settled.refresh_from_db()
        assert settled.reasons == "Đủ mọi mặt"

    def test_questions_are_noted_and_sent_all_at_once(self, sent, lan):
        client = signed_in(lan)
        for words in ("Máy chủ ở đâu?", "Ai trực?"):
            client.post(page_of(sent), {"deed": "note", "words": words})
        assert "Đã ghi, chưa gửi" in text_of(client.get(page_of(sent)))
        client.post(page_of(sent), {"deed": "ask"})
        sent.refresh_from_db()
        assert sent.state == State.ASKED
        assert sent.inquiries.filter(asked_at__isnull=False).count() == 2
        assert 'value="note"' not in text_of(client.get(page_of(sent)))

    def test_nothing_noted_is_nothing_to_send(self, sent, lan):
        page = signed_in(lan).post(page_of(sent), {"deed": "ask"})
        assert "Chưa ghi câu hỏi nào" in text_of(page)

    def test_it_is_returned_with_what_is_to_be_completed(self, sent, lan):
        data = {"deed": "return", "words": "Thiếu giấy phép"}
        signed_in(lan).post(page_of(sent), data)
        sent.refresh_from_db()
        assert (sent.state, sent.reasons) == (State.RETURNED, "Thiếu giấy phép")

    @pytest.mark.parametrize(
        ("deed", "state"), [("suspend", State.SUSPENDED), ("revoke", State.REVOKED)]
    )
    def test_what_stands_is_ended_with_a_reason(self, association, deed, state):
        vetted, officers = make_vetted(association)
        client = signed_in(officers[0])
        page = client.post(page_of(vetted), {"deed": deed, "words": ""})
        assert list(page.context["forms"][deed].errors) == ["words"]
        client.post(page_of(vetted), {"deed": deed, "words": "Sai sự thật"})
        vetted.refresh_from_db()
        assert vetted.state == state
        assert until(vetted) < timezone.localdate()

    def test_a_suspension_is_lifted(self, association):
        vetted, officers = make_vetted(association)
        client = signed_in(officers[0])
        client.post(page_of(vetted), {"deed": "suspend", "words": "Xem lại"})
        client.post(page_of(vetted), {"deed": "lift", "words": "Đã rõ"})
        vetted.refresh_from_db()
        assert vetted.state == State.ACCEPTED
        assert until(vetted) == vetted.valid_until

    def test_a_customer_s_answer_is_doubted(self, sent, lan):
        reference = sent.references.first()
        answer(reference=reference, answers={"used": "yes"}, now=NOW)
        client = signed_in(lan)
        text = text_of(client.get(page_of(sent)))
        assert "<strong>Có, đang dùng</strong>" in text
        assert "1 trên 5 đã trả lời và được tính" in text
        data = {
            "deed": "doubt",
            "customer": str(reference.public_id),
            "words": "Không ai biết",
        }
        client.post(page_of(sent), data)
        reference.refresh_from_db()
        assert not reference.counts
        text = text_of(client.get(page_of(sent)))
        assert "bị nghi ngờ, không tính" in text
        assert "0 trên 5 đã trả lời và được tính" in text

    @pytest.mark.parametrize("key", ["", "khong", "1", str(UUID(int=7))])
    def test_a_customer_that_is_not_there_is_not_doubted(self, sent, lan, key):
        data = {"deed": "doubt", "customer": key, "words": "Không biết công ty này"}
        page = signed_in(lan).post(page_of(sent), data)
        assert page.status_code == 404
        assert not sent.references.exclude(doubt="").exists()

    def test_a_doubt_without_words_is_told_beside_that_customer_alone(self, sent, lan):
        first, second, *_others = sent.references.all()
        for reference in (first, second):
            answer(reference=reference, answers={"used": "yes"}, now=NOW)
        data = {"deed": "doubt", "customer": str(second.public_id), "words": " "}
        page = signed_in(lan).post(page_of(sent), data)
        assert_clean_page(page)
        forms = [customer["doubt"] for customer in page.context["customers"]]
        assert [bool(form.errors) for form in forms[:2]] == [False, True]
        # The summary on top leads to the very field.
        assert f'href="#{forms[1]["words"].id_for_label}"' in text_of(page)
        assert text_of(page).count('<details class="more" open>') == 1
        second.refresh_from_db()
        assert second.counts

    @pytest.mark.parametrize(
        ("deed", "most"), [("relation", 1000), ("return", 2000), ("note", 2000)]
    )
    def test_what_is_longer_than_what_is_kept_is_told_and_not_cut_off(
        self, sent, lan, deed, most
    ):
        words = "a" * (most + 1)
        page = signed_in(lan).post(page_of(sent), {"deed": deed, "words": words})
        form = page.context["forms"][deed]
        assert list(form.errors) == ["words"]
        assert form["words"].value() == words
        sent.refresh_from_db()
        assert sent.state == State.SENT
        assert not sent.inquiries.exists()
        assert not Relation.objects.exists()

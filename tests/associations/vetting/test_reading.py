"""What officers read of applications, and what goes on when one hands over."""

import pytest
from django.urls import reverse

from accounts.models import AuditEvent
from associations.vetting.queries import applications_to, to_decide, to_take, with_me
from providers.models import Evaluation
from providers.vetting.applications.services import begin
from providers.vetting.evaluations.services import take
from tests.associations.vetting.test_views import (
    criterion_of,
    page_of,
    signed_in,
    text_of,
)
from tests.builders import NOW, make_membership
from tests.pages import assert_clean_page
from tests.providers.vetting.applying import (
    judge,
    make_applicant,
    make_association,
    make_officer,
)

pytestmark = pytest.mark.django_db


class TestReading:
    def test_what_the_provider_declares_stands_beside_the_score(self, sent, lan):
        page = signed_in(lan).get(criterion_of(sent, "support"))
        assert_clean_page(page)
        assert "Điện thoại, Zalo" in text_of(page)

    def test_days_and_choices_are_read_as_people_write_them(self, sent, lan):
        text = text_of(signed_in(lan).get(criterion_of(sent, "legal")))
        assert "04/05/2020" in text
        assert "Có" in text
        text = text_of(signed_in(lan).get(criterion_of(sent, "security")))
        assert "Ở Việt Nam" in text
        assert "Ở nước ngoài" not in text

    def test_a_document_is_handed_out_and_that_is_written_down(self, sent, lan):
        file = sent.files.get()
        args = [sent.association.public_id, sent.public_id, file.public_id]
        got = signed_in(lan).get(reverse("associations:vetting_file", args=args))
        assert got["Content-Disposition"].startswith("attachment")
        event = AuditEvent.objects.get(action="vetting.file_opened")
        assert (event.actor, event.organisation) == (lan, sent.provider.organisation)

    def test_a_draft_is_the_provider_s_alone(self, association, lan):
        provider, user = make_applicant("nhap")
        draft = begin(provider=provider, association=association, by=user, now=NOW)
        assert signed_in(lan).get(page_of(draft)).status_code == 404

    def test_another_association_finds_nothing(self, sent):
        stranger = make_officer(make_association("Hội Cơ khí"), "hung")
        assert signed_in(stranger).get(page_of(sent)).status_code == 404

    def test_the_lists_ask_what_the_pages_show(self, sent, association, lan, minh):
        assert list(applications_to(association)) == [sent]
        assert not to_decide(association)
        judge(sent, lan, 2)
        judge(sent, minh, 2)
        assert list(to_decide(association)) == [sent]


class TestHandingOver:
    def test_a_named_colleague_is_told_and_finds_it_among_what_is_theirs(
        self, association, lan, minh, sent, mailoutbox
    ):
        page = signed_in(lan).get(page_of(sent))
        assert_clean_page(page)
        assert "Chị Minh" in text_of(page)
        mailoutbox.clear()
        data = {"deed": "hand", "officer": minh.pk}
        assert signed_in(lan).post(page_of(sent), data).url == page_of(sent)
        assert list(with_me(association, minh)) == [sent]
        assert [letter.to for letter in mailoutbox] == [[minh.email]]
        event = AuditEvent.objects.get(action="vetting.handed_to")
        # The log says who did it: not the one who got it.
        assert (event.actor, event.details["officer"]) == (lan, minh.pk)
        # Given back it is free again, for anybody but the one who had it.
        signed_in(minh).post(page_of(sent), {"deed": "leave"})
        assert list(to_take(association, lan)) == [sent]
        assert "Chị Minh" not in text_of(signed_in(lan).get(page_of(sent)))

    def test_who_is_too_near_gets_it_from_nobody_and_nobody_reads_why(
        self, association, lan, minh, sent
    ):
        make_membership(minh, sent.provider.organisation)
        data = {"deed": "hand", "officer": minh.pk}
        page = signed_in(lan).post(page_of(sent), data)
        assert "không chấm được hồ sơ" in text_of(page)
        assert "thuộc nhà cung cấp" not in text_of(page)
        assert not Evaluation.objects.exists()
        # Nor may they hand it to anybody themselves.
        data = {"deed": "hand", "officer": lan.pk}
        signed_in(minh).post(page_of(sent), data)
        assert not Evaluation.objects.exists()

    def test_a_third_one_finds_no_place(self, association, lan, minh, sent):
        third = make_officer(association, "ba")
        for officer in (lan, minh):
            take(application=sent, officer=officer, now=NOW)
        page = signed_in(lan).get(page_of(sent))
        assert "Giao cho đồng nghiệp" not in text_of(page)
        data = {"deed": "hand", "officer": third.pk}
        signed_in(lan).post(page_of(sent), data)
        assert Evaluation.objects.count() == 2

    def test_nobody_of_elsewhere_can_be_named(self, association, lan, sent):
        other = make_officer(make_association("Hội khác"), "khac")
        data = {"deed": "hand", "officer": other.pk}
        page = signed_in(lan).post(page_of(sent), data)
        assert set(page.context["hand_form"].errors) == {"officer"}
        assert not Evaluation.objects.exists()

"""Pages of a provider that applies: what is missing stands there, nothing typed is lost."""

from uuid import UUID

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from providers.models import Application
from providers.vetting.applications.queries import declared
from providers.vetting.applications.services import begin
from providers.vetting.decisions.services import ask, note_inquiry
from survey.evidence.files import CheckedFile
from tests.builders import NOW, PDF, make_membership, make_user
from tests.pages import assert_clean_page
from tests.providers.vetting.applying import (
    SOUND,
    fill_in,
    make_applicant,
    make_association,
    make_officer,
    make_sent,
    make_vetted,
)

pytestmark = pytest.mark.django_db
State = Application.State


@pytest.fixture
def association():
    association = make_association()
    make_officer(association, "truc")
    return association


@pytest.fixture
def applicant():
    return make_applicant()


@pytest.fixture
def client(applicant) -> Client:
    return signed_in(applicant[1])


@pytest.fixture
def draft(association, applicant) -> Application:
    provider, user = applicant
    return begin(provider=provider, association=association, by=user, now=NOW)


def signed_in(user) -> Client:
    client = Client()
    client.force_login(user)
    return client


def page_of(application: Application) -> str:
    return reverse("providers:vetting_application", args=[application.public_id])


def part_of(application: Application, name: str) -> str:
    return reverse("providers:vetting_part", args=[application.public_id, name])


def text_of(response) -> str:
    return " ".join(response.content.decode().split())


class TestOurVetting:
    def test_it_begins_with_the_choice_of_an_association(
        self, client, association, applicant
    ):
        own = reverse("providers:own_vetting")
        page = client.get(own)
        assert_clean_page(page)
        assert "hôm nay chưa được thẩm định" in text_of(page)
        data = {"provider": "sao-mai", "association": str(association.public_id)}
        begun = client.post(own, data)
        application = Application.objects.get()
        assert begun.url == page_of(application)
        assert application.association == association

    def test_no_choice_is_said_beside_the_field(self, client, association):
        own = reverse("providers:own_vetting")
        page = client.post(own, {"provider": "sao-mai"})
        (row,) = page.context["rows"]
        assert list(row["form"].errors) == ["association"]

    def test_a_conflict_is_said_beside_the_field(self, client, association, applicant):
        make_membership(applicant[1], association, "reader")
        data = {"provider": "sao-mai", "association": str(association.public_id)}
        page = client.post(reverse("providers:own_vetting"), data)
        assert "làm việc cho hiệp hội này" in text_of(page)
        assert not Application.objects.exists()

    def test_another_provider_cannot_be_named(self, client, association):
        make_applicant("nguoi-ta")
        data = {"provider": "nguoi-ta", "association": str(association.public_id)}
        page = client.post(reverse("providers:own_vetting"), data)
        assert page.status_code == 404

    def test_it_tells_how_each_stands(self, association):
        vetted, _officers = make_vetted(association)
        user = vetted.provider.organisation.memberships.get().user
        page = signed_in(user).get(reverse("providers:own_vetting"))
        assert "đã thẩm định" in text_of(page)
        assert page_of(vetted) in page.content.decode()

    def test_requests_lead_there(self, client):
        page = client.get(reverse("providers:leads"))
        assert reverse("providers:own_vetting") in page.content.decode()


class TestTheApplication:
    def test_what_is_missing_is_said_at_once_with_its_number(self, client, draft):
        page = client.get(page_of(draft))
        assert_clean_page(page)
        text = text_of(page)
        assert "mới nêu 0 trên 5 khách hàng" in text
        assert "Giấy chứng nhận đăng ký doanh nghiệp" in text
        assert 'value="send"' not in text

    def test_with_nothing_missing_it_can_be_sent(self, client, draft):
        fill_in(draft)
        assert 'value="send"' in text_of(client.get(page_of(draft)))
        sent = client.post(page_of(draft), {"deed": "send"})
        assert sent.url == page_of(draft)
        draft.refresh_from_db()
        assert draft.state == State.SENT
        assert "Đã gửi." in text_of(client.get(page_of(draft)))

    def test_sending_what_lacks_something_says_so_and_keeps_it(self, client, draft):
        page = client.post(page_of(draft), {"deed": "send"})
        assert page.status_code == 200
        assert "Còn thiếu" in text_of(page)
        draft.refresh_from_db()
        assert draft.state == State.DRAFT

    def test_it_is_taken_back(self, client, draft):
        client.post(page_of(draft), {"deed": "take_back"})
        draft.refresh_from_db()
        assert draft.state == State.WITHDRAWN

    def test_a_reader_reads_and_does_nothing(self, draft):
        reader = make_user("doc@sao-mai.example")
        make_membership(reader, draft.provider.organisation, "reader")
        client = signed_in(reader)
        page = client.get(page_of(draft))
        assert page.status_code == 200
        assert 'value="take_back"' not in text_of(page)
        # Of what was not typed yet there is nothing to read, day or not.
        assert client.get(part_of(draft, "legal")).status_code == 200
        assert client.post(page_of(draft), {"deed": "take_back"}).status_code == 403
        assert client.post(part_of(draft, "legal"), {}).status_code == 403

    def test_reasons_and_steps_of_a_decision_are_read(self, association):
        vetted, _officers = make_vetted(association)
        user = vetted.provider.organisation.memberships.get().user
        text = text_of(signed_in(user).get(page_of(vetted)))
        assert "67 trên 100 điểm" in text
        assert "Đã gửi hồ sơ" in text
        assert "Có hiệu lực đến" in text

    def test_scores_of_officers_stay_with_the_association(self, association):
        vetted, officers = make_vetted(association)
        user = vetted.provider.organisation.memberships.get().user
        text = text_of(signed_in(user).get(page_of(vetted)))
        assert officers[1].full_name not in text
        assert "Đã xem tài liệu" not in text


class TestQuestions:
    @pytest.fixture
    def asked(self, association) -> tuple[Application, Client]:
        sent, user = make_sent(association, "hai")
        lan = make_officer(association)
        for words in ("Máy chủ ở đâu?", "Ai trực cuối tuần?"):
            note_inquiry(application=sent, words=words, by=lan, now=timezone.now())
        return ask(application=sent, by=lan, now=timezone.now()), signed_in(user)

    def test_a_reply_that_lacks_is_told_and_the_other_stays_typed(self, asked):
        application, client = asked
        first, second = application.inquiries.all()
        data = {"deed": "answer", f"q{first.pk}": "Bình Dương", f"q{second.pk}": ""}
        page = client.post(page_of(application), data)
        assert list(page.context["replies"].errors) == [f"q{second.pk}"]
        assert "Bình Dương" in page.content.decode()
        first.refresh_from_db()
        assert first.reply == ""

    def test_all_replies_go_together(self, asked):
        application, client = asked
        replies = {f"q{each.pk}": "Ở đây" for each in application.inquiries.all()}
        client.post(page_of(application), {"deed": "answer", **replies})
        application.refresh_from_db()
        assert application.state == State.SENT
        assert "Đã hỏi và trả lời" in text_of(client.get(page_of(application)))


class TestOnePart:
    def test_what_is_saved_leads_to_the_next_part(self, client, draft):
        values = {"hours": "44", "answer": "4", "how": "Zalo"}
        saved = client.post(part_of(draft, "support"), {"deed": "save", **values})
        assert saved.url == part_of(draft, "security")
        assert declared(draft, "support") == {"hours": 44, "answer": 4, "how": "Zalo"}

    def test_the_last_part_leads_back_to_the_whole(self, client, draft):
        data = {"deed": "save", "people": "Chị Lan"}
        saved = client.post(part_of(draft, "relations"), data)
        assert saved.url == page_of(draft)

    def test_half_of_it_is_kept_too(self, client, draft):
        client.post(part_of(draft, "support"), {"deed": "save", "hours": "10"})
        text = text_of(client.get(part_of(draft, "support")))
        assert "phải từ 40 trở lên" in text
        assert 'value="10"' in text

    @pytest.mark.parametrize(
        ("part", "field", "typed"),
        [
            ("legal", "tax_code", "0312687879"),
            ("legal", "registered_on", "hôm qua"),
            ("record", "customers", "nhiều lắm"),
            ("security", "policy", "không phải địa chỉ"),
            ("security", "where", "mars"),
        ],
    )
    def test_what_cannot_be_read_is_said_beside_its_field_and_stays(
        self, client, draft, part, field, typed
    ):
        page = client.post(part_of(draft, part), {"deed": "save", field: typed})
        assert page.status_code == 200
        assert list(page.context["form"].errors) == [field]
        assert page.context["form"][field].value() == typed
        assert declared(draft, part) == {}

    def test_the_tax_code_that_is_known_stands_there(self, client, draft):
        organisation = draft.provider.organisation
        organisation.tax_code = "0312687878"
        organisation.save()
        assert "0312687878" in client.get(part_of(draft, "legal")).content.decode()

    def test_a_customer_is_added_and_removed(self, client, draft):
        data = {
            "deed": "add_customer",
            "name": "Tiệm vải",
            "contact_name": "Anh Tư",
            "email": "tu@vai.example",
        }
        client.post(part_of(draft, "record"), data)
        customer = draft.references.get()
        page = client.post(part_of(draft, "record"), data)
        assert list(page.context["customer_form"].errors) == ["email"]
        assert "Tiệm vải" in page.content.decode()
        gone = {"deed": "remove_customer", "customer": str(customer.public_id)}
        client.post(part_of(draft, "record"), gone)
        assert not draft.references.exists()

    @pytest.mark.parametrize("key", ["", "khong", "1", str(UUID(int=7))])
    @pytest.mark.parametrize(
        ("deed", "name"), [("remove_customer", "customer"), ("remove_file", "file")]
    )
    def test_what_is_not_there_is_not_removed(self, client, draft, deed, name, key):
        fill_in(draft)
        page = client.post(part_of(draft, "legal"), {"deed": deed, name: key})
        assert page.status_code == 404
        assert (draft.references.count(), draft.files.count()) == (5, 1)

    def test_a_document_is_kept_shown_and_taken_away(self, client, draft, monkeypatch):
        judged = CheckedFile("pdf", "giay-phep.pdf", PDF)
        monkeypatch.setattr(
            "providers.vetting.applications.files.judge_file", lambda *_: judged
        )
        file = SimpleUploadedFile("giay phep.pdf", PDF, "application/pdf")
        data = {"deed": "add_file", "file": file, "valid_until": "2027-06-30"}
        client.post(part_of(draft, "legal"), data)
        kept = draft.files.get()
        assert kept.valid_until.isoformat() == "2027-06-30"
        args = [draft.public_id, kept.public_id]
        got = client.get(reverse("providers:vetting_file", args=args))
        assert b"".join(got.streaming_content) == PDF
        assert got["Content-Disposition"].startswith("attachment")
        gone = {"deed": "remove_file", "file": str(kept.public_id)}
        client.post(part_of(draft, "legal"), gone)
        assert (
            client.get(reverse("providers:vetting_file", args=args)).status_code == 404
        )

    def test_no_file_is_said_beside_the_field(self, client, draft):
        page = client.post(part_of(draft, "legal"), {"deed": "add_file"})
        assert list(page.context["file_form"].errors) == ["file"]

    def test_after_sending_it_is_read_and_not_typed_in(self, association):
        sent, user = make_sent(association, "hai")
        text = text_of(signed_in(user).get(part_of(sent, "support")))
        assert SOUND["support"]["how"] in text
        assert "<textarea" not in text
        assert 'value="save"' not in text

    def test_what_came_too_late_is_told(self, association):
        sent, user = make_sent(association, "hai")
        data = {"deed": "save", "hours": "10"}
        page = signed_in(user).post(part_of(sent, "support"), data)
        assert "đã sang bước khác" in text_of(page)
        assert declared(sent, "support") == SOUND["support"]

    def test_who_is_late_reads_all_that_was_entered(self, association):
        sent, user = make_sent(association, "hai")
        Application.objects.filter(pk=sent.pk).update(state=State.RETURNED)
        client = signed_in(user)
        page = client.get(part_of(sent, "support"))
        assert page.context["form"]["how"].value() == SOUND["support"]["how"]
        assert "Mọi thứ anh/chị đã điền vẫn còn" in text_of(client.get(page_of(sent)))

    def test_there_is_no_other_part(self, client, draft):
        assert client.get(part_of(draft, "beauty")).status_code == 404


@pytest.mark.parametrize("name", [*SOUND, "relations"])
def test_every_part_is_a_clean_page(client, draft, name):
    assert_clean_page(client.get(part_of(draft, name)))


def test_many_old_applications_take_as_many_queries_as_few(
    association, applicant, client
):
    provider, _user = applicant
    address = reverse("providers:own_vetting")

    def queries() -> int:
        with CaptureQueriesContext(
            connection,
        ) as counted:
            client.get(address)
        return len(counted)

    def add(number: int) -> None:
        for _each in range(number):
            Application.objects.create(
                provider=provider,
                association=association,
                criteria="2026-12",
                state=State.DECLINED,
                begun_at=NOW,
                sent_at=NOW,
                decided_at=NOW,
            )

    add(2)
    client.get(address)
    few = queries()
    add(30)
    assert queries() == few


def test_who_works_for_many_providers_waits_no_longer_than_for_one(
    association, applicant, client
):
    _provider, user = applicant
    address = reverse("providers:own_vetting")

    def queries() -> int:
        with CaptureQueriesContext(connection) as counted:
            page = client.get(address)
        # Each has its own state and a form of its own to begin with.
        assert all(row["form"] for row in page.context["rows"])
        return len(counted)

    client.get(address)
    few = queries()
    for number in range(6):
        other, _stranger = make_applicant(f"nha-{number}")
        make_membership(user, other.organisation)
        Application.objects.create(
            provider=other,
            association=association,
            criteria="2026-12",
            state=State.DECLINED,
            begun_at=NOW,
        )
    page = client.get(address)
    assert [len(row["applications"]) for row in page.context["rows"]].count(1) == 6
    assert queries() == few

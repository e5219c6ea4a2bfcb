"""Pages never wait for a mail server, and tell of letters that do not leave."""

import socket

import pytest
from django.core.mail import EmailMessage
from django.urls import reverse
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from accounts.models import AuditEvent, BadAddress
from accounts.outbox.services import write_letter
from survey.colleagues.queries import colleagues_of
from survey.colleagues.services import invite
from survey.rounds.resume_links import send_resume_link
from tests.accounts.outbox.conftest import refused
from tests.background.world import do_what_waits
from tests.builders import NOW, PASSWORD, make_assessment, make_user
from tests.databases import copied_database
from tests.served import Browser, Served
from tests.survey.wizard import hold

ADDRESS = "lan@pho.example"
FOR_GOOD = refused(554, b"5.7.1 looks like spam")


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
class TestPagesTellOfLostLetters:
    def test_a_colleague_without_a_letter_is_named_until_invited_again(
        self, client, complaining
    ):
        draft, owner = make_assessment(), make_user()
        terms = {
            "assessment": draft,
            "name": "Lan",
            "email": ADDRESS,
            "pillars": ["1"],
            "language": "vi",
            "by": owner,
            "build_url": lambda token: f"https://mau.example/loi-moi/{token}/",
        }
        complaining(FOR_GOOD)
        invite(**terms, now=NOW)
        do_what_waits()
        (colleague,) = colleagues_of(draft)
        assert colleague.has_no_letter
        hold(client, draft)
        page = client.get(reverse("survey:respondents", args=[draft.public_id]))
        assert "Thư mời chưa gửi được" in page.content.decode()
        assert ADDRESS not in str(AuditEvent.objects.values_list())

        complaining(None)
        invite(**terms, now=timezone.now())
        do_what_waits()
        (colleague,) = colleagues_of(draft)
        assert not colleague.has_no_letter

    def test_a_link_to_go_on_that_does_not_leave_is_told_where_it_is_asked_for(
        self, client, complaining
    ):
        draft = make_assessment()
        hold(client, draft)
        complaining(TimeoutError())
        send_resume_link(
            assessment=draft, email=ADDRESS, now=timezone.now(), build_url=str
        )
        page = reverse("survey:later", args=[draft.public_id])
        assert "Thư lần trước chưa gửi được" not in client.get(page).content.decode()
        do_what_waits()
        assert "Thư lần trước chưa gửi được" in client.get(page).content.decode()

    def test_an_address_where_none_arrives_is_told_beside_its_field(self, client):
        BadAddress.objects.create(address=ADDRESS)
        draft = make_assessment()
        hold(client, draft)
        later = reverse("survey:later", args=[draft.public_id])
        page = client.post(later, {"email": ADDRESS}).content.decode()
        assert "Thư gửi tới địa chỉ này bị trả lại." in page
        assert f'value="{ADDRESS}"' in page

    @pytest.mark.parametrize("page", ["account_reset_password", "account_signup"])
    def test_whoever_asks_for_one_there_gets_a_calm_page(self, page, client, caplog):
        BadAddress.objects.create(address=ADDRESS)
        form = {"email": ADDRESS, "password1": PASSWORD, "password2": PASSWORD}
        answer = client.post(reverse(page), form)
        assert answer.status_code == 503
        assert "Thư không tới được địa chỉ này" in answer.content.decode()
        assert answer.headers["Retry-After"]
        assert ADDRESS not in caplog.text


@pytest.mark.django_db(transaction=True)
def test_a_mail_server_that_never_speaks_holds_no_page(tmp_path):
    """A page writes its letter down and answers; only a worker calls, and none is here."""
    with (
        socket.create_server(("127.0.0.1", 0)) as silent,
        copied_database(tmp_path) as database,
        Served(
            tmp_path,
            database,
            "--workers=2",
            EMAIL_URL=f"smtp://127.0.0.1:{silent.getsockname()[1]}",
            EMAIL_TIMEOUT="12",
        ) as site,
    ):
        for number in range(3):
            asked = Browser(site.url).send(
                reverse("account_reset_password"), {"email": f"lan{number}@pho.example"}
            )
            assert asked.status == 200
            assert asked.seconds < 8
        for path in ("/", "/gioi-thieu/", "/bat-dau/") * 2:
            assert Browser(site.url).get(path).seconds < 8
        assert "pho.example" not in site.log
        silent.settimeout(1)
        with pytest.raises(TimeoutError):
            silent.accept()


@pytest.mark.django_db
@pytest.mark.usefixtures("embedded")
def test_a_letter_costs_a_page_few_queries(django_assert_max_num_queries):
    message = EmailMessage("Thư", "Chào", to=[ADDRESS])
    with django_assert_max_num_queries(12):
        write_letter(message, kind="resume")
    assert DBTaskResult.objects.count() == 1

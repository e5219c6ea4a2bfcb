"""The pages of webhooks, as a provider's manager sees them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Membership, User
from providers.models import WebhookDelivery, WebhookEndpoint
from providers.webhooks import sending
from providers.webhooks.line import Rules
from providers.webhooks.secrets import opened
from tests.builders import make_membership, make_provider, make_user
from tests.providers.webhooks import receiver as who
from tests.providers.webhooks.examples import (
    SECRET,
    make_endpoint,
    make_message,
    make_try,
)
from tests.providers.webhooks.receiver import receiver

pytestmark = pytest.mark.django_db
State = WebhookDelivery.State
HERE = Rules(allows_open=True, allows_loopback=True, seconds=1)
MINUTE = timedelta(minutes=1)
LIST = "/nha-cung-cap/webhook/"


@pytest.fixture(autouse=True)
def _here(monkeypatch):
    monkeypatch.setattr(sending, "rules_of_site", lambda: HERE)


@pytest.fixture
def manager(provider) -> User:
    user = make_user("lan@sao-mai.example", language="en")
    make_membership(user, provider.organisation, role=Membership.Role.MANAGER)
    return user


@pytest.fixture
def endpoint(provider) -> WebhookEndpoint:
    return make_endpoint(provider)


def at(name: str, endpoint: WebhookEndpoint, *more) -> str:
    return reverse(f"providers:{name}", args=[endpoint.public_id, *more])


def typed(**fields) -> dict:
    address = "https://crm.example/webhook"
    return {"address": address, "topics": ["lead", "pause"], **fields}


def test_a_manager_adds_one_and_sees_its_secret_once(visit, manager):
    answer = visit("post", manager, LIST, typed())
    endpoint = WebhookEndpoint.objects.get()
    assert answer.url == at("webhook", endpoint)
    assert (endpoint.address, endpoint.topics) == (
        "https://crm.example/webhook",
        ["lead", "pause"],
    )
    secret = opened(endpoint.secret)
    assert secret not in visit("get", manager, answer.url).text
    show = at("webhook_secret", endpoint)
    assert secret in visit("post", manager, show).text
    # A second tap gets the same; later nobody does.
    assert secret in visit("post", manager, show).text
    WebhookEndpoint.objects.update(shown_at=timezone.now() - 2 * MINUTE)
    assert secret not in visit("post", manager, show, follow=True).text
    assert AuditEvent.objects.filter(action="webhook.added").exists()


def test_a_secret_is_turned_over_without_a_gap(visit, manager, endpoint):
    WebhookEndpoint.objects.update(shown_at=timezone.now() - 2 * MINUTE)
    turn = at("webhook_secret", endpoint)
    visit("post", manager, turn, {"deed": "turn"})
    endpoint.refresh_from_db()
    signing = [opened(each) for each in sending.secrets_of(endpoint, timezone.now())]
    assert signing[1] == SECRET
    assert signing[0] != SECRET
    assert signing[0] in visit("post", manager, turn).text
    visit("post", manager, turn, {"deed": "end"})
    endpoint.refresh_from_db()
    assert len(sending.secrets_of(endpoint, timezone.now())) == 1


def test_one_that_nobody_saw_is_exchanged_and_the_one_before_goes_on(
    visit, manager, endpoint
):
    """Whoever turns over twice does not lose the secret that the system still has."""
    WebhookEndpoint.objects.update(shown_at=timezone.now() - 2 * MINUTE)
    turn = at("webhook_secret", endpoint)
    for _time in range(2):
        visit("post", manager, turn, {"deed": "turn"})
    endpoint.refresh_from_db()
    signing = [opened(each) for each in sending.secrets_of(endpoint, timezone.now())]
    assert len(signing) == 2
    assert signing[1] == SECRET


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("http://crm.example/", "has to begin with https://"),
        ("https://crm.example:8080/", "ports 443 and 80 only"),
        ("https://10.0.0.1/", "leads into a private network"),
        ("https://127.0.0.1/", "leads into a private network"),
        ("https://a:b@crm.example/", "not an address"),
        ("not an address", "not an address"),
        ("", "Please type the address"),
    ],
)
def test_what_cannot_be_sent_to_is_said_beside_the_address(
    visit, manager, address, words
):
    page = visit("post", manager, LIST, typed(address=address))
    assert words in page.text
    if address:
        assert f'value="{address}"' in page.text
    assert not WebhookEndpoint.objects.exists()


def test_there_are_no_more_than_ten(visit, manager, provider):
    for _each in range(10):
        make_endpoint(provider)
    page = visit("post", manager, LIST, typed())
    assert "ten webhooks already" in page.text
    assert WebhookEndpoint.objects.count() == 10


def test_who_manages_two_providers_says_for_which(visit, manager):
    other = make_provider("Phần mềm Út Nhỏ", "ut-nho")
    make_membership(manager, other.organisation, role=Membership.Role.MANAGER)
    strange = make_provider("Của người khác", "nguoi-khac")
    visit("post", manager, LIST, typed(provider=strange.pk))
    assert not WebhookEndpoint.objects.exists()
    visit("post", manager, LIST, typed(provider=other.pk))
    assert WebhookEndpoint.objects.get().provider == other


def test_a_test_message_tells_how_the_system_answered(visit, manager, endpoint):
    with receiver(who.fails) as there:
        WebhookEndpoint.objects.update(address=there.address, is_on=False)
        page = visit("post", manager, at("try_webhook", endpoint), follow=True)
        [call] = there.calls
    assert b'"type":"webhook.test"' in call.body
    text = page.text
    assert "webhook.test" in text
    assert "500" in text
    assert WebhookDelivery.objects.get().state == State.FAILED


def test_a_test_in_vain_counts_for_nothing(visit, manager, endpoint):
    with receiver(who.fails) as there:
        WebhookEndpoint.objects.update(address=there.address)
        visit("post", manager, at("try_webhook", endpoint))
    endpoint.refresh_from_db()
    assert endpoint.failures == 0


def test_a_message_is_sent_again_under_the_same_number(visit, manager, endpoint):
    message = make_message(endpoint)
    with receiver(who.takes_it) as there:
        WebhookEndpoint.objects.update(address=there.address)
        visit("post", manager, at("webhook_message", endpoint, message.public_id))
        [call] = there.calls
    assert call.headers["webhook-id"] == f"msg_{message.public_id.hex}"
    message.refresh_from_db()
    assert message.state == State.DELIVERED


def test_after_a_silence_all_that_did_not_arrive_is_sent_again(
    visit, manager, endpoint
):
    for state in (State.FAILED, State.STOPPED, State.DELIVERED):
        make_message(endpoint, state=state)
    make_message(endpoint, event="webhook.test")
    with receiver(who.takes_it) as there:
        WebhookEndpoint.objects.update(address=there.address)
        visit("post", manager, at("resend_missed", endpoint))
        assert len(there.calls) == 2


def test_where_it_is_switched_off_nothing_is_sent_again(visit, manager, endpoint):
    message = make_message(endpoint)
    WebhookEndpoint.objects.update(is_on=False)
    again = at("webhook_message", endpoint, message.public_id)
    page = visit("post", manager, again, follow=True)
    assert "switch the webhook on first" in page.text
    visit("post", manager, at("resend_missed", endpoint))
    message.refresh_from_db()
    assert message.state == State.FAILED


def test_switched_off_what_was_on_its_way_stops(visit, manager, endpoint):
    message = make_message(endpoint, state=State.WAITING)
    visit("post", manager, at("webhook", endpoint), typed())
    endpoint.refresh_from_db()
    message.refresh_from_db()
    assert not endpoint.is_on
    assert message.state == State.STOPPED


def test_switched_on_again_it_begins_as_if_nothing_had_failed(visit, manager, endpoint):
    long_ago = timezone.now()
    WebhookEndpoint.objects.update(
        is_on=False, gave_up_at=long_ago, failing_since=long_ago, failures=90
    )
    visit("post", manager, at("webhook", endpoint), typed(is_on="on"))
    endpoint.refresh_from_db()
    assert endpoint.is_on
    assert (endpoint.failures, endpoint.failing_since, endpoint.gave_up_at) == (
        0,
        None,
        None,
    )


def test_the_log_says_how_each_message_was_answered(visit, manager, endpoint):
    make_try(make_message(endpoint), status=500)
    make_try(make_message(endpoint), problem="too_slow")
    make_try(make_message(endpoint, state=State.DELIVERED), status=204)
    text = visit("get", manager, at("webhook", endpoint)).text
    for words in (">500<", ">No answer within 5 seconds.<", ">204<"):
        assert words in text
    only = visit("get", manager, at("webhook", endpoint) + "?state=delivered").text
    assert ">204<" in only
    assert ">500<" not in only


def test_a_long_log_asks_no_more_than_a_short_one(visit, manager, endpoint):
    def queries() -> int:
        client_page = at("webhook", endpoint)
        with CaptureQueriesContext(connection) as asked:
            visit("get", manager, client_page)
        return len(asked)

    for _each in range(2):
        make_try(make_message(endpoint), status=500)
    queries()  # the first visit of all finds less prepared
    few = queries()
    for _each in range(30):
        make_try(make_message(endpoint), status=500)
    assert queries() == few


def test_who_only_works_there_neither_sees_nor_changes_it(visit, provider, endpoint):
    officer = make_user("an@sao-mai.example")
    make_membership(officer, provider.organisation, role=Membership.Role.OFFICER)
    assert visit("get", officer, LIST).status_code == 403
    assert visit("get", officer, at("webhook", endpoint)).status_code == 403
    assert visit("post", officer, at("webhook_secret", endpoint)).status_code == 403


def test_a_message_of_another_one_is_not_found(visit, manager, endpoint):
    strange = make_message(make_endpoint(make_provider("Khác", "khac")))
    address = at("webhook_message", endpoint, strange.public_id)
    assert visit("get", manager, address).status_code == 404


def test_removed_its_log_goes_along(visit, manager, endpoint):
    make_try(make_message(endpoint), status=500)
    visit("post", manager, at("remove_webhook", endpoint))
    assert not WebhookEndpoint.objects.exists()
    assert not WebhookDelivery.objects.exists()
    assert AuditEvent.objects.filter(action="webhook.removed").exists()


def test_whoever_programs_a_system_reads_without_an_account_how(client):
    page = client.get(f"{LIST}huong-dan/").text
    for words in ("webhook-id", "standardwebhooks", "lead.accepted", "/api/v1/leads/"):
        assert words in page


def test_managers_alone_find_it_in_the_menu_of_the_provider(visit, manager, provider):
    officer = make_user("an@sao-mai.example")
    make_membership(officer, provider.organisation, role=Membership.Role.OFFICER)
    link = f'href="{LIST}"'
    desk = reverse("providers:desk", args=[provider.organisation.public_id])
    assert link in visit("get", manager, desk).text
    assert link in visit("get", manager, LIST).text
    assert link not in visit("get", officer, desk).text

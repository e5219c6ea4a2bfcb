"""The audit log tells who signed in or failed to, was refused, or read what as an administrator."""

import pytest
from allauth.mfa.totp.internal.auth import (
    TOTP,
    generate_totp_secret,
)
from django.urls import reverse

from accounts.audit.verify import breaks
from accounts.audit.watching import REFUSALS_NOTED
from accounts.models import AuditEvent
from assessment import settings as of_site
from tests.accounts.codes import code_of
from tests.builders import make_organisation, make_result
from tests.personas import make_administrator, make_owner, make_persona, make_staff

pytestmark = pytest.mark.django_db
PASSWORD = "mat-khau-dai-va-la"
PHONE = {
    "REMOTE_ADDR": "203.0.113.77",
    "HTTP_USER_AGENT": "Mozilla/5.0 (Linux; Android 15) AppleWebKit Chrome/140 Safari/537",
}


def logged(prefix: str) -> list[AuditEvent]:
    return list(AuditEvent.objects.filter(action__startswith=prefix).order_by("pk"))


def sign_in(client, email: str, password: str):
    form = {"login": email, "password": password}
    return client.post(reverse("account_login"), form, **PHONE)


@pytest.fixture
def owner():
    persona = make_owner()
    persona.user.set_password(PASSWORD)
    persona.user.save()
    AuditEvent.objects.all().delete()
    return persona


def test_who_signs_in_is_noted_with_network_and_kind_of_browser(client, owner):
    sign_in(client, owner.user.email, PASSWORD)
    [event] = logged("sign_in.done")
    assert (event.actor, event.subject) == (owner.user, f"user:{owner.user.pk}")
    assert event.details == {
        "place": "203.0.113.0/24",
        "device": "Chrome Android",
        "by": ["password"],
    }


def test_with_what_somebody_signed_in_is_noted(client, owner):
    secret = generate_totp_secret()
    TOTP.activate(owner.user, secret)
    sign_in(client, owner.user.email, PASSWORD)
    assert not logged("sign_in.done")
    code = code_of(secret)
    client.post(reverse("mfa_authenticate"), {"code": code}, **PHONE)
    [event] = logged("sign_in.done")
    assert event.details["by"] == ["password", "mfa"]


def test_a_wrong_password_is_noted_for_its_account(client, owner):
    sign_in(client, owner.user.email.upper(), "sai-mat-khau")
    [event] = logged("sign_in.failed")
    assert event.subject == f"user:{owner.user.pk}"


def test_what_was_typed_for_an_unknown_account_is_not_kept(client, owner):
    sign_in(client, "mat-khau-go-nham@quan.example", "sai")
    [event] = logged("sign_in.failed")
    assert (event.actor, event.subject) == (None, "")
    assert "nham" not in str(event.details)


def test_who_is_braked_is_noted(client, owner, settings):
    settings.ACCOUNT_RATE_LIMITS = of_site.ACCOUNT_RATE_LIMITS
    for _time in range(7):
        sign_in(client, owner.user.email, "sai-mat-khau")
    refused = logged("sign_in.refused")
    assert {event.subject for event in refused} == {f"user:{owner.user.pk}"}
    assert sign_in(client, owner.user.email, PASSWORD).status_code == 200


def test_signing_out_and_a_new_password_are_noted(client, owner):
    sign_in(client, owner.user.email, PASSWORD)
    form = {"oldpassword": PASSWORD}
    form |= dict.fromkeys(("password1", "password2"), "mot-mat-khau-khac-han")
    client.post(reverse("account_change_password"), form)
    client.post(reverse("account_logout"))
    assert len(logged("account.password_changed")) == 1
    assert logged("sign_in.ended")


def test_a_stranger_at_the_door_of_an_enterprise_is_noted_in_its_own_log():
    result = make_result()
    stranger = make_persona("la@quan.example")
    address = reverse("reports:result", args=[result.public_id])
    assert stranger.client.get(address).status_code == 404
    [event] = logged("access.refused")
    assert (event.organisation, event.actor) == (result.organisation, stranger.user)
    assert event.subject == "page:reports:result"


def test_a_page_that_is_not_there_is_no_refusal(client):
    client.get("/khong-co/")
    client.get(reverse("reports:result", args=["7f0e3a44-5f1c-4d5b-9f5e-000000000000"]))
    assert logged("access.refused") == []


def test_who_is_told_that_it_is_not_theirs_to_do_is_noted():
    staff = make_staff()
    other = make_organisation("association", "Hội khác")
    address = reverse("associations:results", args=[other.public_id])
    assert staff.client.get(address).status_code in {403, 404}
    assert len(logged("access.refused")) == 1


def test_whoever_knocks_at_every_door_does_not_fill_the_log():
    result = make_result()
    stranger = make_persona("la@quan.example")
    address = reverse("reports:result", args=[result.public_id])
    for _time in range(REFUSALS_NOTED + 5):
        stranger.client.get(address)
    assert len(logged("access.refused")) == REFUSALS_NOTED


def test_what_an_administrator_reads_is_noted_by_its_key():
    administrator = make_administrator()
    shop = make_organisation()
    client = administrator.client
    client.get(reverse("admin:accounts_organisation_change", args=[shop.pk]))
    client.get(reverse("admin:accounts_user_changelist"), {"q": "chu@quan.example"})
    one, many = logged("admin.read")
    assert (one.subject, one.actor) == (
        f"accounts_organisation:{shop.pk}",
        administrator.user,
    )
    assert many.subject == "accounts_user"
    assert "chu@quan.example" not in str(many.details)


def test_the_front_page_of_the_administration_shows_nobody():
    make_administrator().client.get(reverse("admin:index"))
    assert logged("admin.read") == []


def test_all_of_it_is_sealed(client, owner):
    sign_in(client, owner.user.email, PASSWORD)
    assert {broken.code for broken in breaks()} <= {"missing", "cut"}

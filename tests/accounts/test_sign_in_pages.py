"""Sign-up, sign-in and two-step pages: reachable, in the frame, in the reader's language."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.conf import settings
from django.core import mail
from django.test import Client, override_settings
from django.urls import reverse

from accounts.demo import DEMO_ACCOUNTS, DEMO_PASSWORD
from accounts.forms import SignUpForm
from accounts.models import User
from accounts.site import at_site
from tests.accounts.conftest import EMAIL, leftovers, sign_in, speaking, words
from tests.builders import PASSWORD, make_user
from tests.pages import assert_clean_page

pytestmark = pytest.mark.django_db
ANONYMOUS = [
    ("account_login", [], {}),
    ("account_login", [], {"login": EMAIL, "password": "sai-mat-khau"}),
    ("account_login", [], {"login": "", "password": ""}),
    ("account_signup", [], {}),
    (
        "account_signup",
        [],
        {"email": "moi@quanpho.example", "password1": "12345", "password2": "khac"},
    ),
    (
        "account_signup",
        [],
        {
            "email": "moi@quanpho.example",
            "password1": "password12",
            "password2": "khac",
        },
    ),
    (
        "account_signup",
        [],
        {
            "email": "moi@quanpho.example",
            "password1": "moi@quanpho.example",
            "password2": "khac",
        },
    ),
    ("account_reset_password", [], {}),
    ("account_reset_password", [], {"email": "khong-phai-email"}),
    ("account_reset_password_done", [], {}),
    ("account_reset_password_from_key", ["1", "sai-khoa"], {}),
    ("account_reset_password_from_key_done", [], {}),
    ("account_email_verification_sent", [], {}),
    ("account_confirm_email", ["sai-khoa"], {}),
    ("account_not_me", ["sai-khoa"], {}),
    ("account_inactive", [], {}),
]


@pytest.mark.parametrize(("name", "args", "posted"), ANONYMOUS)
def test_pages_before_signing_in_speak_the_readers_language(person, name, args, posted):
    def render(language):
        client, url = speaking(Client(), language), reverse(name, args=args)
        answer = client.post(url, posted) if posted else client.get(url)
        assert answer.status_code == 200
        assert 'class="site-header' in answer.content.decode()
        return words(answer.content.decode())

    assert not leftovers(render)


SIGNED_IN = [
    ("account_logout", {}),
    ("account_change_password", {}),
    (
        "account_change_password",
        {"oldpassword": "sai", "password1": "mot-cai-moi-2026", "password2": "khac"},
    ),
    ("account_reset_password", {}),
    ("account_email", {}),
    ("account_email", {"action_add": "", "email": EMAIL}),
    ("account_email", {"action_remove": "", "email": EMAIL}),
    ("account_reauthenticate", {}),
    ("account_reauthenticate", {"password": "sai"}),
    ("mfa_index", {}),
    ("mfa_activate_totp", {}),
    ("mfa_activate_totp", {"code": "000000"}),
]


@pytest.mark.parametrize(("name", "posted"), SIGNED_IN)
def test_pages_after_signing_in_speak_the_readers_language(person, name, posted):
    def render(language):
        client = sign_in(speaking(Client(), language))
        answer = (
            client.post(reverse(name), posted) if posted else client.get(reverse(name))
        )
        if answer.status_code == 302:
            answer = client.get(answer.url)
        assert answer.status_code == 200
        return words(answer.content.decode())

    same = leftovers(render)
    assert not {text for text in same if not re.fullmatch(r"[A-Z2-7]{16,}", text)}


@pytest.fixture
def two_step(person):
    secret = generate_totp_secret()
    TOTP.activate(person, secret)
    RecoveryCodes.activate(person)
    return person


@pytest.mark.parametrize("posted", [{}, {"code": "000000"}])
def test_the_second_step_speaks_the_readers_language(two_step, posted):
    def render(language):
        client = sign_in(speaking(Client(), language))
        url = reverse("mfa_authenticate")
        answer = client.post(url, posted) if posted else client.get(url)
        assert answer.status_code == 200
        return words(answer.content.decode())

    assert not leftovers(render)


TWO_STEP = [
    "mfa_index",
    "mfa_deactivate_totp",
    "mfa_view_recovery_codes",
    "mfa_generate_recovery_codes",
]


@pytest.mark.parametrize("name", [*TWO_STEP, "mfa_reauthenticate"])
def test_pages_of_an_account_with_two_steps_speak_the_readers_language(person, name):
    clients = {
        language: sign_in(speaking(Client(), language)) for language in ("vi", "en")
    }
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)

    def render(language):
        clients[language].post(
            reverse("account_reauthenticate"), {"password": PASSWORD}
        )
        answer = clients[language].get(reverse(name))
        assert answer.status_code == 200
        return words(answer.content.decode())

    assert not {
        text
        for text in leftovers(render)
        if not re.fullmatch(r"([0-9a-f]{8}\s*)+", text)
    }


@override_settings(ACCOUNT_RATE_LIMITS={"login": "1/m/ip"})
def test_too_many_tries_get_a_page_that_helps(person):
    client = speaking(Client(), "vi")
    answers = [
        client.post(reverse("account_login"), {"login": EMAIL, "password": "sai"})
        for _ in range(3)
    ]
    assert answers[-1].status_code == 429
    assert "chờ vài phút" in answers[-1].content.decode()


@pytest.mark.sql
@pytest.mark.parametrize(
    ("language", "subject", "said", "unsaid"),
    [
        (
            "vi",
            "Xác nhận địa chỉ email của anh/chị",
            "Nếu đúng là anh/chị, xác nhận ở đây",
            "confirm",
        ),
        (
            "en",
            "Please Confirm Your Email Address",
            "If it was you, confirm it here",
            "liên kết",
        ),
    ],
)
def test_signing_up_keeps_the_language_and_confirms_the_address(
    language, subject, said, unsaid
):
    client = speaking(Client(), language)
    fields = {
        "email": "moi@quanpho.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    assert client.post(reverse("account_signup"), fields).status_code == 302
    assert User.objects.get().language == language
    letter = mail.outbox[0]
    assert letter.subject == subject
    html, kind = letter.alternatives[0]
    assert kind == "text/html"
    for body in (letter.body, html):
        assert said in body
        assert unsaid not in re.sub(r"http\S+", "", body)
    link = re.search(r"http://localhost:8000(\S+)", letter.body)[1]
    assert client.get(link).status_code == 200
    assert not EmailAddress.objects.get().verified, "reading the page changes nothing"
    assert client.post(link).status_code == 302
    assert EmailAddress.objects.get().verified


def test_a_letter_speaks_of_our_site_and_leads_to_its_address_whatever_host_was_asked(
    settings,
):
    settings.SITE_URL = "https://sansangso.example"
    settings.ALLOWED_HOSTS = ["noi-khac.example"]
    fields = {
        "email": "moi@quanpho.example",
        "password1": PASSWORD,
        "password2": PASSWORD,
    }
    speaking(Client(headers={"host": "noi-khac.example"}), "vi").post(
        reverse("account_signup"), fields
    )
    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    for body in (letter.subject, letter.body, html):
        assert "noi-khac" not in body
    assert "ở Sẵn Sàng Số" in letter.body
    link = re.search(r"https://sansangso.example\S+", letter.body)[0]
    assert re.search(rf'<a href="{link}"[^>]*>Xác nhận địa chỉ email</a>', html), (
        "one button for the one action"
    )


@pytest.mark.sql
def test_an_address_that_is_taken_is_not_given_away(person):
    fields = {"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD}
    answer = speaking(Client(), "vi").post(reverse("account_signup"), fields)
    assert answer.url == reverse("account_email_verification_sent")
    assert mail.outbox[0].subject == "Địa chỉ email này đã có tài khoản"


def without_marks(page, email):
    """What every page has anew, and what was typed."""
    text = page.content.decode().replace(email, "…")
    return re.sub(r'name="(csrfmiddlewaretoken|posting)" value="[\w-]+"', "", text)


@pytest.mark.sql
@pytest.mark.parametrize("language", ["vi", "en"])
def test_after_signing_up_the_page_is_true_whether_or_not_there_was_an_account(
    person, language
):
    pages = []
    for email in (EMAIL, "chua-co@quanpho.example"):
        fields = {"email": email, "password1": PASSWORD, "password2": PASSWORD}
        browser = speaking(Client(), language)
        page = browser.post(reverse("account_signup"), fields, follow=True)
        assert_clean_page(page)
        pages.append(without_marks(page, email))
    assert pages[0] == pages[1], "whoever asks learns nothing of the address"
    words = {"vi": "mật khẩu vừa đặt không được lưu", "en": "was not kept"}
    assert words[language] in pages[0]


@pytest.mark.sql
def test_the_letter_to_a_taken_address_says_that_nothing_was_created(person):
    fields = {"email": EMAIL, "password1": PASSWORD, "password2": PASSWORD}
    speaking(Client(), "vi").post(reverse("account_signup"), fields)
    letter = mail.outbox[0]
    html = letter.alternatives[0].content
    for body in (letter.body, html):
        assert "mật khẩu vừa nhập không được lưu" in body
        assert "Lưu vào tài khoản" in body
        assert "Nếu không phải anh/chị thì không cần làm gì." in body
    address = at_site(reverse("account_reset_password"))
    assert address in letter.body
    assert f'<a href="{address}"' in html


@pytest.mark.sql
def test_two_sign_ups_with_one_address_at_the_same_time_make_one_account(
    monkeypatch, caplog
):
    """The other one comes between the check of the form and the saving of it."""
    clean = SignUpForm.clean

    def overtaken(form):
        cleaned = clean(form)
        make_user(EMAIL)
        return cleaned

    monkeypatch.setattr(SignUpForm, "clean", overtaken)
    fields = {"email": EMAIL.upper(), "password1": PASSWORD, "password2": PASSWORD}
    answer = speaking(Client(), "vi").post(reverse("account_signup"), fields)
    assert answer.url == reverse("account_email_verification_sent")
    assert mail.outbox[0].subject == "Địa chỉ email này đã có tài khoản"
    assert User.objects.get().email == EMAIL
    assert EMAIL not in caplog.text.lower()


def test_a_forgotten_password_is_set_anew(person):
    client = speaking(Client(), "vi")
    client.post(reverse("account_reset_password"), {"email": EMAIL})
    link = re.search(r"http://localhost:8000(\S+)", mail.outbox[0].body)[1]
    assert "Đổi mật khẩu" not in client.get(link).content.decode()
    page = client.post(link, follow=True)
    form = page.redirect_chain[-1][0]
    assert "Đổi mật khẩu" in page.content.decode()
    client.post(
        form, {"password1": "hoan-toan-moi-2026", "password2": "hoan-toan-moi-2026"}
    )
    person.refresh_from_db()
    assert person.check_password("hoan-toan-moi-2026")


def test_demo_sign_ins_are_never_shown_outside_development(person):
    make_user(DEMO_ACCOUNTS[0].email)
    url = reverse("account_login")
    assert DEMO_PASSWORD not in Client().get(url).content.decode()
    assert (
        DEMO_PASSWORD
        not in Client().get(url, {"email": DEMO_ACCOUNTS[0].email}).content.decode()
    )


def test_a_demo_account_left_in_a_real_site_opens_nothing():
    user = User.objects.create_user(DEMO_ACCOUNTS[0].email, DEMO_PASSWORD)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    told = {"login": user.email.upper(), "password": DEMO_PASSWORD}
    client = Client()
    assert client.post(reverse("account_login"), told).status_code == 200
    assert "_auth_user_id" not in client.session
    with override_settings(DEBUG=True):
        assert client.post(reverse("account_login"), told).status_code == 302


@override_settings(DEBUG=True)
def test_a_demo_sign_in_fills_the_form_in_without_a_script():
    make_user(DEMO_ACCOUNTS[0].email)
    url = reverse("account_login")
    page = Client().get(url, {"next": "/dong-y/"}).content.decode()
    assert f"?email={DEMO_ACCOUNTS[0].email}" in page.replace("%40", "@")
    assert "next=" in re.search(r'href="\?email=[^"]+"', page)[0]
    assert DEMO_ACCOUNTS[1].email not in page, "only accounts that exist"
    [table] = re.findall(r"<code>(fixtures/[^<]+)</code>", page)
    assert (settings.BASE_DIR / table).is_file(), "a table with errors to import"
    filled = Client().get(url, {"email": DEMO_ACCOUNTS[0].email}).content.decode()
    assert f'value="{DEMO_PASSWORD}"' in filled
    assert DEMO_PASSWORD not in str(
        Client().get(url, {"email": "ai@do.example"}).context["form"]
    )


def test_a_password_that_will_not_do_is_refused_at_its_field_and_the_rules_stand_there_once():
    fields = {
        "email": "moi@quanpho.example",
        "password1": "12345",
        "password2": "12345",
    }
    html = (
        speaking(Client(), "vi")
        .post(reverse("account_signup"), fields)
        .content.decode()
    )
    assert html.count("Ít nhất 10 ký tự, không giống email") == 1
    assert (
        html.index('for="id_password1"')
        < html.index('id="password1-error"')
        < html.index('name="password1"')
    )

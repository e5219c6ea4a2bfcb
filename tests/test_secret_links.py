"""Every link with a secret: looked at, it tells nothing and opens nothing, whoever looks."""

import re
from collections.abc import Callable
from datetime import timedelta
from urllib.parse import urlsplit

import pytest
from allauth.account.forms import default_token_generator
from allauth.account.models import EmailAddress, EmailConfirmationHMAC
from allauth.account.utils import user_pk_to_url_str
from django.contrib.sessions.models import Session
from django.core import mail
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, LetterStop, StaffInvitation
from accounts.outbox.stopping.unasked import Unasked
from assessment.secret_addresses import SECRET
from associations.invitations.links import hash_of_address
from associations.members.inviting import STANDS_FOR, invite_member
from associations.models import AssistedRound, Invitation, Member
from language.formats import day
from privacy.models import AddressLink
from privacy.requests.links import send_address_link
from providers.models import Reference
from providers.vetting.references.services import (
    STANDS_FOR as CUSTOMER_LINK_STANDS_FOR,
)
from registry.retention import kept_for
from survey.models import Respondent, ResumeLink, ShareLink
from tests.builders import make_user
from tests.members import make_member
from tests.pages import assert_clean_page
from tests.world import World, make_world

pytestmark = pytest.mark.django_db
NEVER_WAS = "k0n-bao-gi0-c0-lien-ket-nay"
TOLD = ["Quán phở", "Tiệm bánh", "Hòa Bình", "chu@", "khach@", "la@mail.example"]


def share_link(world: World) -> str:
    return world.address("reports:shared")


def resume_link(world: World) -> str:
    return world.address("survey:resume")


def invitation(world: World) -> str:
    return world.address("survey:invitation")


def campaign_link(world: World) -> str:
    return world.address("associations:campaign_link")


def work(world: World) -> str:
    return world.address("work_link")


def membership(world: World) -> str:
    known = make_member(world.consent.grantee, email="la@mail.example", name="Quán phở")
    addresses: list[str] = []
    invite_member(
        member=known,
        language="vi",
        by=None,
        now=timezone.now(),
        build_url=lambda token: addresses.append(token) or token,
    )
    return reverse("associations:open_membership", args=addresses)


def assisted(world: World) -> str:
    return world.address("associations:assisted_link")


def customer(world: World) -> str:
    return world.address("providers:customer_link")


def confirmation(_world: World) -> str:
    user = make_user("la@mail.example")
    address = EmailAddress.objects.create(user=user, email=user.email, primary=True)
    return reverse("account_confirm_email", args=[EmailConfirmationHMAC(address).key])


def own_data(_world: World) -> str:
    send_address_link(email="la@mail.example", language="vi", now=timezone.now())
    path = re.search(r"/du-lieu-cua-toi/thu/[^\s]+/", mail.outbox[-1].body)
    return path[0]


def new_password(_world: World) -> str:
    user = make_user("la@mail.example")
    key = default_token_generator.make_token(user)
    uid = user_pk_to_url_str(user)
    return reverse("account_reset_password_from_key", args=[uid, key])


def not_me(world: World) -> str:
    return confirmation(world).replace("confirm-email", "khong-phai-toi")


def stop_letters(world: World) -> str:
    association = world.consent.grantee
    unasked = Unasked(association, LetterStop.Kind.CAMPAIGN)
    return urlsplit(unasked.stop_url("la@mail.example")).path


LINKS = [
    share_link,
    resume_link,
    invitation,
    own_data,
    campaign_link,
    work,
    membership,
    assisted,
    customer,
    confirmation,
    new_password,
    not_me,
    stop_letters,
]
Link = Callable[[World], str]


@pytest.fixture
def world() -> World:
    return make_world()


def never_was(address: str) -> str:
    """An address of the same kind with a secret that nobody ever had."""
    return re.sub(r"[^/]+/$", f"1-{NEVER_WAS}/", address)


def bare(answer: HttpResponse) -> str:
    """A page without what differs with every rendering and with its own address."""
    page = answer.content.decode()
    page = re.sub(r'name="(csrfmiddlewaretoken|posting|here)" value="[^"]*"', "", page)
    address = answer.request["PATH_INFO"]
    return page.replace(address, "")


def test_every_kind_of_secret_address_is_tried(world):
    addresses = [link(world) for link in LINKS[:10]]
    addresses += ["/tai-khoan/password/reset/key/", "/tai-khoan/khong-phai-toi/"]
    # Programs read a calendar and press no button: tests/providers/desk/test_calendar_link.py.
    addresses += ["/ngung-thu/", "/lich/"]
    for beginning in SECRET:
        assert any(address.startswith(beginning) for address in addresses), beginning


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.__name__)
def test_looking_at_it_tells_nothing_and_opens_nothing(world, link: Link):
    address = link(world)
    events, sessions = AuditEvent.objects.count(), Session.objects.count()
    browser = Client()
    page = browser.get(address)
    assert page.status_code == 200
    assert_clean_page(page)
    text = page.content.decode()
    assert not [word for word in TOLD if word in text]
    assert text.partition("<main")[2].count("<button") == 1
    assert page.headers["Referrer-Policy"] == "no-referrer"
    assert "sessionid" not in browser.cookies
    assert (AuditEvent.objects.count(), Session.objects.count()) == (events, sessions)
    assert browser.head(address).status_code == 200


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.__name__)
def test_nobody_learns_by_looking_whether_there_is_such_a_link(world, link: Link):
    address = link(world)
    good, bad = Client().get(address), Client().get(never_was(address))
    assert good.status_code == bad.status_code
    assert bare(good) == bare(bad)


@pytest.mark.parametrize("link", LINKS, ids=lambda link: link.__name__)
def test_the_button_opens_it(world, link: Link):
    browser = Client()
    address = link(world)
    browser.get(address)
    assert browser.post(address).status_code == 302


def end(link: Link) -> None:
    now = timezone.now()
    if link is share_link:
        ShareLink.objects.update(revoked_at=now)
    elif link is resume_link:
        ResumeLink.objects.update(expires_at=now)
    elif link is own_data:
        AddressLink.objects.all().delete()
    elif link is campaign_link:
        Member.objects.update(email="khac@mail.example")
        address = hash_of_address("la@mail.example")
        Invitation.objects.update(sent_to=address)
    elif link is work:
        StaffInvitation.objects.update(ended_at=now)
    elif link is membership:
        Member.objects.update(token_hash="")
    elif link is assisted:
        AssistedRound.objects.update(token_hash="")
    elif link is customer:
        Reference.objects.update(token_hash="")
    else:
        Respondent.objects.update(withdrawn_at=now)


def expire(link: Link) -> None:
    if link is campaign_link:
        end(link)  # by nothing else
        return
    over = timezone.now() - timedelta(days=1)
    if link is membership:
        Member.objects.update(invited_at=over - STANDS_FOR)
        return
    if link is assisted:
        AssistedRound.objects.update(asked_at=over - kept_for("assisted"))
        return
    if link is customer:
        Reference.objects.update(asked_at=over - CUSTOMER_LINK_STANDS_FOR)
        return
    kinds = {
        share_link: ShareLink,
        resume_link: ResumeLink,
        invitation: Respondent,
        own_data: AddressLink,
        work: StaffInvitation,
    }
    kinds[link].objects.update(expires_at=over)


WITH_A_TERM = [(link, over) for link in LINKS[:7] for over in (end, expire)]


@pytest.mark.parametrize(
    ("link", "over"),
    [
        *WITH_A_TERM,
        (assisted, end),
        (assisted, expire),
        (customer, end),
        (customer, expire),
    ],
)
def test_unknown_ended_and_expired_links_look_alike(world, link: Link, over):
    address = link(world)
    unknown = Client().post(never_was(address))
    over(link)
    gone = Client().post(address)
    assert unknown.status_code == gone.status_code == 410
    assert bare(unknown) == bare(gone)
    assert_clean_page(gone)


# To want no letters is said twice to the same end.
ONCE = [link for link in LINKS[9:] if link is not stop_letters]


@pytest.mark.parametrize("link", ONCE, ids=lambda link: link.__name__)
def test_used_links_look_like_those_that_never_were(world, link: Link):
    address = link(world)
    unknown = Client().post(never_was(address))
    browser = Client()
    opened = browser.post(address)
    if link is new_password:
        secret = "hoan-toan-moi-2026"
        browser.post(opened.url, {"password1": secret, "password2": secret})
    elif link is confirmation:
        EmailAddress.objects.filter(email="la@mail.example").delete()
    used = Client().post(address)
    assert unknown.status_code == used.status_code == 410
    assert bare(unknown) == bare(used)


class TestAShareLink:
    def test_shows_the_result_at_the_address_that_can_be_passed_on(self, world):
        address, reader = share_link(world), Client()
        reader.get(address)
        assert reader.post(address).url == address
        page = reader.get(address)
        assert "Quán phở" in page.content.decode()
        assert Client().get(address).status_code == 200

    def test_is_shown_to_a_browser_that_keeps_no_cookies(self, world):
        page = Client().post(share_link(world))
        assert page.status_code == 200
        assert "Quán phở" in page.content.decode()

    @pytest.mark.parametrize("over", [end, expire])
    def test_shuts_out_who_had_opened_it_when_it_is_over(self, world, over):
        address, reader = share_link(world), Client()
        reader.get(address)
        reader.post(address)
        over(share_link)
        assert "Quán phở" not in reader.get(address).content.decode()
        assert reader.get(world.address("reports:result")).status_code == 404

    def test_tells_when_it_ends_beside_the_button_that_ends_it(self, world):
        page = world.visit("owner", "GET", world.address("reports:result"))
        until = day(ShareLink.objects.get().expires_at)
        text = " ".join(page.content.decode().split())
        assert f"dùng được đến {until}" in text

    def test_gives_its_reader_no_button_to_make_more(self, world):
        address, reader = share_link(world), Client()
        reader.get(address)
        reader.post(address)
        making = world.address("reports:share_link")
        assert making not in reader.get(address).content.decode()
        assert reader.post(making).status_code == 403


def test_letters_about_accounts_tell_how_long_their_link_works(db, settings):
    assert timedelta(days=3).total_seconds() == settings.PASSWORD_RESET_TIMEOUT
    secret = "mot-mat-khau-that-dai-2026"
    data = {"email": "moi@quanoc.example", "password1": secret, "password2": secret}
    Client().post(reverse("account_signup"), data)
    make_user("la@mail.example")
    Client().post(reverse("account_reset_password"), {"email": "la@mail.example"})
    assert len(mail.outbox) == 2
    for letter in mail.outbox:
        assert "dùng được trong ba ngày" in letter.body

"""Every link that is sent to an address: it ends when another address is given, or on request."""

import re
from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import AuditEvent, Letter, StaffInvitation, User
from assessment.secret_addresses import SECRET
from associations.models import Invitation, Member
from providers.models import Application
from providers.vetting.applications.services import send
from survey.models import Respondent
from tests.accounts.addresses import confirmed
from tests.builders import PASSWORD, make_answers, make_user
from tests.members import make_member
from tests.pages import assert_clean_page
from tests.providers.vetting.applying import fill_in
from tests.world import World, make_world

pytestmark = [pytest.mark.django_db, pytest.mark.sql]

WRONG, RIGHT = "lan@nham.example", "lan@dung.example"
IN_A_LETTER = re.compile(
    r"/(?:tiep-tuc|loi-moi|xac-nhan-ho|duoc-moi|vao-hoi|lam-viec|khach-hang-cu"
    r"|tai-khoan|du-lieu-cua-toi)/[^\s]+/"
)
WHICH = re.compile(r'name="instead_of" value="([^"]+)"')
# They are shown to their owner and sent by nobody here.
HANDED_OVER = {"/xem/", "/lich/"}
# It opens nothing: whoever holds it can only end letters to the address it was sent to.
ENDS_LETTERS = {"/ngung-thu/"}
# Sent in the same letter as the link they end.
ENDING = {"/tai-khoan/khong-phai-toi/"}


@pytest.fixture(autouse=True)
def no_turns_counted():
    cache.clear()


@pytest.fixture
def world(mailoutbox) -> World:
    world = make_world()
    mailoutbox.clear()
    return world


@pytest.fixture
def person() -> Client:
    """Somebody with an account, who has just typed its password once more."""
    confirmed(make_user("minh@dung.example"))
    browser = Client()
    entered = {"login": "minh@dung.example", "password": PASSWORD}
    assert browser.post(reverse("account_login"), entered).status_code == 302
    browser.post(reverse("account_reauthenticate"), {"password": PASSWORD})
    return browser


Send = Callable[[str], None]


def to_go_on(world: World, _person) -> Send:
    address = world.address("survey:later", "held")
    return lambda email: world.clients["holder"].post(address, {"email": email})


def invitation(world: World, _person) -> Send:
    """Of one name, as it is typed another time, for the same person, as the owner says."""
    address, names = (
        world.address("survey:respondents"),
        ["anh  MINH\u200b", "Anh Minh"],
    )

    def send(email: str) -> None:
        typed = {"name": names.pop(), "email": email, "pillars": ["1"]}
        page = world.clients["owner"].post(address, typed)
        if page.status_code == 200:
            before = WHICH.findall(page.content.decode())[0]
            world.clients["owner"].post(address, typed | {"instead_of": before})

    return send


def work(world: World, _person) -> Send:
    """The manager gives another address for the same invitation."""
    address = world.address("associations:invite_colleague")
    manager = world.clients["aggregate"]

    def send(email: str) -> None:
        open_ones = StaffInvitation.objects.filter(email__contains="@nham.example")
        before = open_ones.first()
        typed = {"email": email, "role": "officer", "language": "vi"}
        if before is not None:
            typed["thay"] = str(before.public_id)
        manager.post(address, typed)

    return send


def sign_up(_world, _person) -> Send:
    secrets = {"password1": PASSWORD, "password2": PASSWORD}
    browser, address = Client(), reverse("account_signup")
    return lambda email: browser.post(address, {"email": email, **secrets})


def further_address(_world, person: Client) -> Send:
    address = reverse("account_email")
    return lambda email: person.post(address, {"action_add": "", "email": email})


def new_password(_world, person: Client) -> Send:
    """The account is written to at its address; then it gets another one."""

    def send(email: str) -> None:
        user = User.objects.get(pk=person.session["_auth_user_id"])
        EmailAddress.objects.filter(user=user, primary=True).update(email=email)
        User.objects.filter(pk=user.pk).update(email=email)
        Client().post(reverse("account_reset_password"), {"email": email})

    return send


def own_data(_world, _person) -> Send:
    browser, address = Client(), reverse("privacy:by_letter")
    return lambda email: browser.post(address, {"email": email})


def campaign_link(world: World, _person) -> Send:
    """The association types another address of its member, and sends the link once more."""
    address = world.address("associations:campaign_letter")

    def send(email: str) -> None:
        Invitation.objects.update(written_at=None)
        Letter.objects.filter(kind__contains="campaign").delete()
        Member.objects.filter(invitations__isnull=False).update(email=email)
        world.clients["aggregate"].post(address)

    return send


def membership(world: World, _person) -> Send:
    """The association types another address of its member, and asks it once more."""
    officer = world.clients["aggregate"]
    known = make_member(world.consent.grantee, name="Hàng xén Cô Ba", tax_code="")
    args = [known.association.public_id, known.public_id]
    change = reverse("associations:change_member", args=args)
    ask = reverse("associations:invite_member", args=args)

    def send(email: str) -> None:
        officer.post(change, {"name": "Hàng xén Cô Ba", "email": email})
        officer.post(ask, {"language": "vi"})

    return send


def assisted(world: World, _person) -> Send:
    make_answers(world.assisted.typed.assessment)
    address = world.address("associations:assisted_ask")
    return lambda email: world.clients["aggregate"].post(address, {"email": email})


def customer(world: World, _person) -> Send:
    """The provider names another address of its customer, and sends its application again."""
    application = world.vetting.application

    def send_to(email: str) -> None:
        now = timezone.now()
        Application.objects.filter(pk=application.pk).update(state="returned")
        application.references.all().delete()
        application.declarations.all().delete()
        fill_in(application)
        application.references.filter(email__startswith="khach0@").update(email=email)
        send(application=application, by=None, now=now)

    return send_to


KINDS = [
    customer,
    to_go_on,
    invitation,
    campaign_link,
    membership,
    work,
    sign_up,
    further_address,
    new_password,
    own_data,
    assisted,
]


def link_in(letter) -> str:
    return IN_A_LETTER.search(letter.body)[0]


def opens(link: str) -> bool:
    return Client().post(link).status_code == 302


def test_a_sent_link_ends_when_another_address_is_given(world, person, mailoutbox):
    """Of every kind of address with a secret that anything is sent to."""
    ways, reached = {}, set()
    for kind in KINDS:
        cache.clear()
        wrong, right = f"{kind.__name__}@nham.example", f"{kind.__name__}@dung.example"
        send = kind(world, person)
        send(wrong)
        send(right)
        (astray,) = [letter for letter in mailoutbox if letter.to == [wrong]]
        (arrived,) = [letter for letter in mailoutbox if letter.to == [right]]
        ways[kind.__name__] = opens(link_in(astray)), opens(link_in(arrived))
        reached |= {each for each in SECRET if link_in(arrived).startswith(each)}
    assert set(ways.values()) == {(False, True)}, ways
    assert set(SECRET) - HANDED_OVER - ENDING - ENDS_LETTERS == reached


def test_a_letter_sent_again_to_one_address_is_not_given_up(world, person, mailoutbox):
    send = sign_up(world, person)
    send(RIGHT)
    send(RIGHT)
    assert opens(link_in(mailoutbox[0]))


def test_the_owner_is_told_that_the_first_invitation_of_a_name_is_ended(world):
    send = invitation(world, None)
    send(WRONG)
    send(RIGHT)
    page = world.clients["owner"].get(world.address("survey:respondents"))
    assert f"Liên kết đã gửi đến {WRONG} không còn dùng được" in page.content.decode()
    ended = Respondent.objects.get(name="Anh Minh")
    assert (ended.email, ended.withdrawn_at is None) == ("", False)


def test_colleagues_of_other_names_keep_their_invitations(world, mailoutbox):
    invitation(world, None)(RIGHT)
    data = {"name": "Chị Hoa", "email": "hoa@dung.example", "pillars": ["1"]}
    world.clients["owner"].post(world.address("survey:respondents"), data)
    assert [opens(link_in(letter)) for letter in mailoutbox] == [True, True]


# A letter of somebody who did not ask for it


def not_me(letter) -> str:
    return re.search(r"/tai-khoan/khong-phai-toi/\S+", letter.body)[0]


def test_who_did_not_ask_for_the_letter_ends_its_link_and_is_forgotten(mailoutbox):
    sign_up(None, None)(WRONG)
    (letter,) = mailoutbox
    assert not_me(letter) in letter.alternatives[0].content
    reader = Client()
    assert_clean_page(reader.get(not_me(letter)))
    assert EmailAddress.objects.filter(email=WRONG).exists(), "only looked at"
    page = reader.post(not_me(letter), follow=True)
    assert_clean_page(page)
    assert "không còn mở được gì" in page.content.decode()
    assert not User.objects.filter(email=WRONG).exists()
    assert not opens(link_in(letter))
    assert Client().post(not_me(letter)).status_code == 410
    (event,) = AuditEvent.objects.filter(action="account.address_given_up")
    assert WRONG not in f"{event.subject} {event.details}"


def test_it_ends_no_account_that_somebody_uses(person, mailoutbox):
    further_address(None, person)(WRONG)
    Client().post(not_me(mailoutbox[-1]))
    assert not EmailAddress.objects.filter(email=WRONG).exists()
    assert User.objects.filter(email="minh@dung.example").exists()


def test_it_undoes_nothing_that_was_confirmed(mailoutbox):
    sign_up(None, None)(RIGHT)
    (letter,) = mailoutbox
    assert opens(link_in(letter))
    assert Client().post(not_me(letter)).status_code == 410
    assert EmailAddress.objects.get(email=RIGHT).verified


# Beside "a letter is on its way"


@pytest.mark.parametrize("has_account", [True, False])
def test_beside_the_letter_stands_a_button_that_ends_its_link(mailoutbox, has_account):
    """The same for an address that has an account: nobody learns by it which have."""
    if has_account:
        confirmed(make_user(WRONG))
    browser = Client()
    data = {"email": WRONG, "password1": PASSWORD, "password2": PASSWORD}
    page = browser.post(reverse("account_signup"), data, follow=True)
    assert_clean_page(page)
    assert reverse("account_end_sign_up") in page.content.decode()
    page = browser.post(reverse("account_end_sign_up"), follow=True)
    assert_clean_page(page)
    assert "không còn mở được gì" in page.content.decode()
    assert User.objects.filter(email=WRONG).exists() is has_account
    if not has_account:
        assert not opens(link_in(mailoutbox[0]))


def test_a_browser_in_which_nobody_signed_up_ends_nothing(mailoutbox):
    sign_up(None, None)(RIGHT)
    Client().post(reverse("account_end_sign_up"))
    assert opens(link_in(mailoutbox[0]))


def test_an_account_in_use_is_not_ended_by_the_browser_it_was_made_in(mailoutbox):
    browser = Client()
    data = {"email": RIGHT, "password1": PASSWORD, "password2": PASSWORD}
    browser.post(reverse("account_signup"), data)
    browser.post(link_in(mailoutbox[0]))
    browser.post(reverse("account_end_sign_up"))
    assert EmailAddress.objects.get(email=RIGHT).verified

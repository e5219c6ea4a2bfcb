"""Who is asked to work for an association joins once, by the newest link, and nobody else does."""

import re
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail

from accounts.errors import AccountError
from accounts.models import AuditEvent, BadAddress, Membership, StaffInvitation, User
from accounts.staff.services import (
    MOST_STANDING,
    STANDS_FOR,
    end_invitation,
    invite,
    join,
    join_with_new_account,
    open_link,
    send_again,
)
from accounts.tokens import token_hash
from tests.builders import NOW, make_membership, make_user, make_work
from tests.personas import Persona, make_staff

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
NEW = {"full_name": "Trần Lan", "password": "mot-mat-khau-dai", "language": "vi"}


@pytest.fixture
def manager() -> Persona:
    return make_staff()


def ask(manager: Persona, email: str = "lan@hoi.example", **terms) -> StaffInvitation:
    asked = {"role": "officer", "language": "vi", "by": manager.user, "now": NOW}
    return invite(organisation=manager.organisation, email=email, **asked | terms)


def token() -> str:
    """Of the link in the last letter."""
    return re.search(r"/lam-viec/([^/\s]+)/", mail.outbox[-1].body)[1]


def test_a_letter_brings_a_link_that_lets_its_reader_join_in_the_role_asked_for(
    manager,
):
    invitation = ask(manager)
    (letter,) = mail.outbox
    assert letter.to == ["lan@hoi.example"]
    assert manager.organisation.name in letter.subject
    opened = open_link(token=token(), now=NOW)
    assert (opened, opened.opened_at) == (invitation, NOW)
    user = make_user("khac@noi-khac.example")
    join(invitation=opened, user=user, now=NOW)
    assert Membership.objects.get(user=user).role == "officer"
    assert {"staff.invited", "staff.joined", "member.added"} <= set(
        AuditEvent.objects.values_list("action", flat=True)
    )


def test_of_the_token_only_a_hash_is_kept(manager):
    invitation = ask(manager)
    assert invitation.token_hash == token_hash(token())


def test_an_account_made_by_the_link_has_a_confirmed_address(manager):
    user = join_with_new_account(invitation=ask(manager), now=NOW, **NEW)
    assert EmailAddress.objects.get(user=user).verified
    assert user.check_password(NEW["password"])
    assert user.full_name == "Trần Lan"
    assert Membership.objects.get(user=user).organisation == manager.organisation


@pytest.mark.parametrize("kind", ["account", "second address"])
def test_no_second_account_is_made_at_an_address_that_has_one(manager, kind):
    if kind == "account":
        make_user("LAN@hoi.example".lower())
    else:
        EmailAddress.objects.create(
            user=make_user("khac@hoi.example"), email="lan@hoi.example", verified=True
        )
    invitation = ask(manager)
    with pytest.raises(AccountError, match="has_account"):
        join_with_new_account(invitation=invitation, now=NOW, **NEW)


def test_a_link_lets_in_once(manager):
    invitation = ask(manager)
    join(invitation=invitation, user=make_user("mot@hoi.example"), now=NOW)
    with pytest.raises(AccountError, match="invitation_over"):
        join(invitation=invitation, user=make_user("hai@hoi.example"), now=NOW)
    with pytest.raises(AccountError, match="invitation_over"):
        open_link(token=token(), now=NOW)
    assert not User.objects.get(email="hai@hoi.example").memberships.exists()


def test_a_link_runs_out(manager):
    ask(manager)
    last = NOW + STANDS_FOR - timedelta(seconds=1)
    assert open_link(token=token(), now=last)
    with pytest.raises(AccountError, match="invitation_over"):
        open_link(token=token(), now=NOW + STANDS_FOR)


def test_sent_again_the_link_before_opens_nothing(manager):
    invitation = ask(manager)
    before = token()
    send_again(invitation=invitation, by=manager.user, now=NOW)
    with pytest.raises(AccountError, match="invitation_over"):
        open_link(token=before, now=NOW)
    assert open_link(token=token(), now=NOW) == invitation


def test_invited_twice_one_address_has_one_invitation(manager):
    ask(manager)
    ask(manager, "LAN@hoi.example", role="reader")
    invitation = StaffInvitation.objects.get()
    assert invitation.role == "reader"


def test_ended_it_lets_nobody_in_and_twice_is_once(manager):
    invitation = ask(manager)
    for _ in range(2):
        end_invitation(invitation=invitation, by=manager.user, now=NOW)
    with pytest.raises(AccountError, match="invitation_over"):
        open_link(token=token(), now=NOW)
    with pytest.raises(AccountError, match="invitation_over"):
        send_again(invitation=invitation, by=manager.user, now=NOW)
    ended = AuditEvent.objects.filter(action="staff.invitation_ended")
    assert ended.count() == 1


def test_who_works_there_is_not_asked(manager):
    with pytest.raises(AccountError, match="works_there"):
        ask(manager, manager.user.email)
    assert not mail.outbox


def test_joining_takes_no_role_away(manager):
    invitation = make_work(manager.organisation, role="reader")
    join(invitation=invitation, user=manager.user, now=NOW)
    assert manager.organisation.memberships.get().role == "manager"


def test_not_everybody_can_be_asked_at_once(manager):
    for number in range(MOST_STANDING):
        make_work(
            manager.organisation,
            email=f"{number}@hoi.example",
            token_hash=str(number),
        )
    with pytest.raises(AccountError, match="too_many"):
        ask(manager)


def test_where_no_letter_arrives_the_invitation_stands_and_it_is_said(manager):
    BadAddress.objects.create(address="lan@hoi.example")
    with pytest.raises(AccountError, match="letter_not_sent"):
        ask(manager)
    assert StaffInvitation.objects.get().email == "lan@hoi.example"


def test_another_association_s_invitations_are_its_own(manager):
    other = make_staff("Hội khác", "khac@khac.example")
    ask(manager)
    ask(other)
    assert StaffInvitation.objects.count() == 2
    make_membership(make_user("lan@hoi.example"), other.organisation)
    assert ask(manager).organisation == manager.organisation

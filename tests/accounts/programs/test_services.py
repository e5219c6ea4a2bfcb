"""Tokens of programs: made once, shown once, ended at once."""

from datetime import timedelta

import pytest
from django.core import mail
from django.utils import timezone

from accounts.access.actions import Action, may
from accounts.access.programs import is_answered_for, visitor_with
from accounts.errors import AccountError
from accounts.models import ApiToken, AuditEvent
from accounts.programs.queries import token_of
from accounts.programs.secrets import can_be_secret
from accounts.programs.services import MOST_TOKENS, end_token, make_token, note_use
from accounts.services import remove_member
from tests.builders import NOW, make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db
READ = ["assessments:read"]


def made(user, organisation=None, **terms) -> tuple[ApiToken, str]:
    given = {"name": "kế toán", "rights": READ, "now": NOW}
    return make_token(user=user, organisation=organisation, **given | terms)


def test_a_secret_opens_what_it_was_made_for_until_it_ends():
    user = make_user()
    token, secret = made(user)
    assert token_of(secret, NOW) == token
    assert token_of(secret, NOW + timedelta(days=90)) is None
    assert token_of(secret[:-1] + ("0" if secret[-1] != "0" else "1"), NOW) is None
    assert secret not in str(vars(token))

    end_token(token=token, by=user, now=NOW)
    end_token(token=token, by=user, now=NOW + timedelta(days=1))
    assert token_of(secret, NOW) is None
    (event,) = AuditEvent.objects.filter(action="token.ended")
    assert event.at == NOW


def test_a_secret_is_known_by_its_beginning_and_its_end():
    user = make_user()
    place = make_organisation("association", "Hội May")
    _token, own = made(user)
    _token, service = made(user, place)
    assert own.startswith("sansangso_ca_")
    assert service.startswith("sansangso_tc_")
    assert can_be_secret(own)
    another = "a" if own[20] != "a" else "b"
    assert not can_be_secret(own[:20] + another + own[21:])
    assert not can_be_secret(own + "\n")


def test_an_account_that_is_closed_opens_nothing():
    user = make_user()
    _token, secret = made(user)
    user.is_active = False
    user.save()
    assert token_of(secret, NOW) is None


@pytest.mark.parametrize(
    ("terms", "code"),
    [
        ({"rights": ["everything"]}, "unknown_rights"),
        ({"days": 366}, "wrong_days"),
        ({"days": 0}, "wrong_days"),
    ],
    ids=["unknown right", "too long", "no day"],
)
def test_what_no_token_may_be_is_refused(terms, code):
    with pytest.raises(AccountError) as error:
        made(make_user(), **terms)
    assert error.value.code == code


def test_an_account_has_so_many_tokens_and_one_more_when_one_has_ended():
    user = make_user()
    tokens = [made(user)[0] for _ in range(MOST_TOKENS)]
    with pytest.raises(AccountError, match="too_many_tokens"):
        made(user)
    end_token(token=tokens[0], by=user, now=NOW)
    made(user)


def test_making_one_is_told_by_letter_and_in_the_log_without_the_secret():
    user = make_user()
    token, secret = made(user)
    (letter,) = mail.outbox
    assert letter.to == [user.email]
    assert "kế toán" in letter.body
    assert secret not in letter.body
    event = AuditEvent.objects.get(action="token.made")
    assert event.details == {"rights": READ, "days": 90}
    assert event.subject == f"token:{token.public_id}"


def test_the_day_of_the_last_use_is_written_once():
    token, _secret = made(make_user())
    note_use(token, NOW.date())
    token.refresh_from_db()
    assert token.used_on == NOW.date()


def test_a_token_of_an_organisation_opens_nothing_of_its_maker_s_elsewhere():
    user = make_user()
    shop, hall = make_organisation(), make_organisation("association", "Hội May")
    make_membership(user, shop)
    membership = make_membership(user, hall)
    token, _secret = made(user, hall)
    visitor = visitor_with(token)
    assert may(visitor, Action.STAFF, hall)
    assert not may(visitor, Action.READ, shop)
    assert is_answered_for(token, visitor)

    remove_member(membership=membership, by=None, now=timezone.now())
    visitor = visitor_with(token)
    assert not may(visitor, Action.STAFF, hall)
    assert not is_answered_for(token, visitor)

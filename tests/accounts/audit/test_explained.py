"""What the log itself says of what is gone from it."""

from datetime import datetime, timedelta

import pytest

from accounts.audit.explained import explained
from accounts.audit.forgetting import TAKEN_OUT
from accounts.audit.services import record_event
from tests.builders import NOW, make_organisation

pytestmark = pytest.mark.django_db
DAY = timedelta(days=1)


def note(action: str, subject: str = "", organisation=None, **details) -> None:
    record_event(
        action=action,
        organisation=organisation,
        actor=None,
        subject=subject,
        now=NOW,
        details=details,
    )


def taken_out(before: datetime, **until: int) -> None:
    note(TAKEN_OUT, before=before.isoformat(), until=until)


def test_an_empty_log_explains_nothing():
    found = explained()
    assert found.accounts == found.chains == frozenset()
    assert found.until == {}
    assert found.since is None
    assert not found.is_account_gone(7, NOW)


@pytest.mark.parametrize(
    "action", ["user.deleted", "user.forgotten", "account.address_given_up"]
)
def test_an_account_that_was_deleted_is_told_of(action):
    note(action, "user:7")
    found = explained()
    assert found.is_account_gone(7, NOW)
    assert not found.is_account_gone(70, NOW)


def test_an_address_given_up_explains_no_account_that_stayed():
    note("account.address_given_up", "user:7", account=False)
    assert not explained().is_account_gone(7, NOW)


@pytest.mark.parametrize("action", ["user.signed_in", "user.changed"])
def test_other_deeds_on_an_account_explain_nothing(action):
    note(action, "user:7")
    assert not explained().is_account_gone(7, NOW)


def test_what_stands_in_the_chain_of_an_enterprise_explains_no_account():
    """Whoever could write there could explain away what is missing elsewhere."""
    note("user.deleted", "user:7", make_organisation())
    assert not explained().is_account_gone(7, NOW)


@pytest.mark.parametrize(
    "action", ["enterprise.deleted", "enterprise.forgotten", "draft.forgotten"]
)
def test_a_chain_goes_with_its_enterprise(action):
    note(action, chain="41")
    assert explained().chains == {"41"}


@pytest.mark.parametrize("details", [{}, {"chain": ""}, {"chain": None}])
def test_a_deed_that_names_no_chain_explains_none(details):
    note("draft.forgotten", **details)
    assert explained().chains == frozenset()


@pytest.mark.parametrize(
    ("taken", "until"),
    [
        ([{"41": 5}], {"41": 5}),
        ([{"41": 5}, {"41": 9}], {"41": 9}),
        ([{"41": 9}, {"41": 5}], {"41": 9}),
        ([{"41": 5, "user": 3}, {"42": 7}], {"41": 5, "user": 3, "42": 7}),
    ],
)
def test_of_several_nights_the_last_entry_taken_out_counts(taken, until):
    for chains in taken:
        taken_out(NOW, **chains)
    assert explained().until == until


@pytest.mark.parametrize(
    ("nights", "since"),
    [
        ([], None),
        ([(NOW, "41")], None),
        ([(NOW, "user")], NOW),
        ([(NOW, "account")], NOW),
        ([(NOW, "user"), (NOW + DAY, "user")], NOW + DAY),
        ([(NOW + DAY, "user"), (NOW, "user")], NOW + DAY),
        ([(NOW, "user"), (NOW + DAY, "41")], NOW),
    ],
)
def test_deletions_of_accounts_may_have_been_taken_out_themselves(nights, since):
    for before, chain in nights:
        taken_out(before, **{chain: 1})
    assert explained().since == since


@pytest.mark.parametrize(
    ("at", "is_gone"), [(NOW - DAY, True), (NOW, False), (NOW + DAY, False)]
)
def test_only_accounts_of_before_that_are_explained_by_it(at, is_gone):
    taken_out(NOW, user=3)
    assert explained().is_account_gone(7, at) is is_gone

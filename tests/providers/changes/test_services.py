"""Price, lift and certificates wait for an officer; what was said before is kept."""

import pytest
from django.core import mail

from accounts.models import AuditEvent
from providers.changes.describe import compared, versions_compared
from providers.changes.queries import versions_of
from providers.changes.services import ask_for_change, judge_change, take_back
from providers.errors import ProviderError
from providers.models import Change, Solution
from providers.phrases import price_words
from tests.builders import (
    NOW,
    make_membership,
    make_organisation,
    make_provider,
    make_solution,
    make_user,
)

pytestmark = pytest.mark.django_db
DEARER = {"price_from": 6_000_000, "price_to": 9_500_000}


@pytest.fixture
def solution() -> Solution:
    return make_solution(make_provider(), judged_at=NOW)


@pytest.fixture
def asker(solution):
    user = make_user("gia@sao.example", language="en")
    make_membership(user, solution.provider.organisation)
    return user


@pytest.fixture
def officer(db):
    return make_user("canbo@hoi.example")


@pytest.fixture
def judge(officer, django_capture_on_commit_callbacks):
    def run(change: Change, is_accepted: bool, reason: str = "", by=officer) -> Change:
        with django_capture_on_commit_callbacks(execute=True):
            return judge_change(
                change=change,
                is_accepted=is_accepted,
                reason=reason,
                association=make_organisation("association", "Hội Cơ khí"),
                by=by,
                now=NOW,
            )

    return run


def asked(solution, asker, **values) -> Change | None:
    values = values or DEARER
    return ask_for_change(entry=solution, values=values, by=asker, now=NOW)


def test_until_somebody_judges_it_the_old_price_stands(solution, asker, judge):
    change = asked(solution, asker)
    solution.refresh_from_db()
    assert solution.price_from == 5_000_000
    judge(change, True)
    solution.refresh_from_db()
    assert (solution.price_from, solution.price_to) == (6_000_000, 9_500_000)
    assert solution.price_confirmed is not None
    assert mail.outbox[-1].to == [asker.email]
    assert "Everybody sees it now" in mail.outbox[-1].body
    actions = set(AuditEvent.objects.values_list("action", flat=True))
    assert {"provider.change_asked", "provider.change_accepted"} <= actions


def test_declined_with_a_reason_nothing_changes(solution, asker, judge):
    change = asked(solution, asker)
    with pytest.raises(ProviderError, match="change_reason_missing"):
        judge(change, False, " ")
    judge(change, False, "Trang web ghi giá khác")
    solution.refresh_from_db()
    assert solution.price_from == 5_000_000
    assert "Trang web ghi giá khác" in mail.outbox[-1].body


def test_both_sides_are_compared_whole(solution, asker):
    change = asked(solution, asker, price_from=6_000_000)
    (row,) = compared(change)
    assert len(row.before) == len(row.after) == 1
    assert row.gone
    assert row.new


def test_asked_again_it_is_the_newer_one_that_waits(solution, asker):
    first = asked(solution, asker)
    assert asked(solution, asker) == first
    second = asked(solution, asker, price_from=7_000_000, price_to=9_000_000)
    first.refresh_from_db()
    assert (first.state, second.state) == ("withdrawn", "pending")
    # Back to what stands: nothing waits any more.
    assert asked(solution, asker, price_from=5_000_000, price_to=9_000_000) is None
    assert not Change.objects.filter(state="pending").exists()


def test_nobody_judges_what_is_of_their_own_company(solution, asker, judge, officer):
    change = asked(solution, asker)
    with pytest.raises(ProviderError, match="own_change"):
        judge(change, True, by=asker)
    make_membership(officer, solution.provider.organisation, "reader")
    with pytest.raises(ProviderError, match="own_change"):
        judge(change, True)


def test_of_two_who_judge_at_once_the_second_is_told(solution, asker, judge):
    change = asked(solution, asker)
    judge(change, True)
    with pytest.raises(ProviderError, match="not_pending"):
        judge(change, False, "Không")
    taken = asked(solution, asker, price_from=6_500_000)
    take_back(change=taken, by=asker, now=NOW)
    with pytest.raises(ProviderError, match="not_pending"):
        judge(taken, True)


def test_what_an_import_changed_meanwhile_is_not_written_over(solution, asker, judge):
    change = asked(solution, asker)
    Solution.objects.update(price_from=4_000_000)
    with pytest.raises(ProviderError, match="stands_otherwise"):
        judge(change, True)
    change.refresh_from_db()
    assert change.state == "pending"


def test_every_version_is_kept_and_told_in_words(solution, asker, judge):
    judge(asked(solution, asker), True)
    judge(asked(solution, asker, price_from=6_600_000), True)
    newest, first = versions_compared(versions_of(solution.provider))
    prices = [said.version.content["price_from"] for said in (newest, first)]
    assert prices == [6_600_000, 6_000_000]
    price = price_words(6_600_000, 9_500_000, "once")
    assert price in [line for _label, lines in newest.rows for line in lines]
    (row,) = newest.changed
    assert row.after == [price]
    assert row.before == [price_words(6_000_000, 9_500_000, "once")]


def test_certificates_wait_with_their_last_day(asker, solution, judge):
    provider = solution.provider
    values = {
        "certificates": ["ISO 9001"],
        "certificate_ends": {"ISO 9001": "2027-05-01"},
    }
    change = ask_for_change(entry=provider, values=values, by=asker, now=NOW)
    (row,) = compared(change)
    assert row.after == ["ISO 9001, còn hiệu lực đến 01/05/2027"]
    judge(change, True)
    provider.refresh_from_db()
    assert provider.certificate_ends == {"ISO 9001": "2027-05-01"}

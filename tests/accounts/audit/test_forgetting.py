"""Old entries leave the audit log, and the rest is proved as before."""

from datetime import datetime, timedelta

import pytest
from django.db.models import Q

from accounts.audit import forgetting
from accounts.audit.forgetting import OF_SIGN_INS, count_old, forget_entries
from accounts.audit.services import record_event
from accounts.audit.verify import anchors, breaks
from accounts.models import AuditEvent, AuditHead
from tests.builders import NOW, make_organisation

pytestmark = [pytest.mark.django_db, pytest.mark.sql]
DAY = timedelta(days=1)
EVERY = Q()


def add(at: datetime, action: str = "result.opened") -> AuditEvent:
    return record_event(
        action=action, organisation=None, actor=None, subject="result:1", now=at
    )


def forget(before: datetime, of: Q = EVERY) -> int:
    return forget_entries(before=before, of=of, now=NOW + 99 * DAY)


def left() -> list[int]:
    entries = AuditEvent.objects.exclude(chain="retention").order_by("chain", "number")
    return list(entries.values_list("number", flat=True))


@pytest.fixture
def five():
    """A chain of five days; in batches of two."""
    for number in range(5):
        add(NOW + number * DAY)


@pytest.fixture(autouse=True)
def _small_batches(monkeypatch):
    monkeypatch.setattr(forgetting, "AT_ONCE", 2)


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("days", range(7))
def test_what_is_older_goes_and_the_rest_holds(days):
    before = NOW + days * DAY
    gone = min(days, 5)
    assert count_old(before=before, of=EVERY) == gone
    assert forget(before) == gone
    assert left() == list(range(gone + 1, 6))
    assert list(breaks()) == []
    # It goes on where it was, and what was taken down elsewhere still agrees.
    kept = {anchor.chain: anchor for anchor in anchors()}
    add(NOW + 9 * DAY)
    assert left()[-1] == 6
    assert list(breaks(kept)) == []
    assert forget(before) == 0


@pytest.mark.usefixtures("five")
def test_whoever_takes_out_more_is_found_out():
    forget(NOW + 2 * DAY)
    AuditEvent.objects.filter(chain="result", number=3).delete()
    assert [(broken.code, broken.number) for broken in breaks()] == [("missing", 3)]
    AuditEvent.objects.filter(chain="result").delete()
    assert [(broken.code, broken.number) for broken in breaks()] == [("cut", 3)]


@pytest.mark.usefixtures("five")
def test_a_beginning_that_went_before_its_time_is_found_out():
    forget(NOW + DAY)
    last = AuditEvent.objects.get(chain="result", number=3)
    AuditEvent.objects.filter(chain="result", number__lte=3).delete()
    heads = AuditHead.objects.filter(chain="result")
    heads.update(first_number=4, first_previous=last.seal)
    assert [(broken.code, broken.number) for broken in breaks()] == [("young", 4)]


def test_nothing_is_taken_out_of_the_middle_of_a_chain():
    for days in (0, 5, 1, 6):
        add(NOW + days * DAY)
    assert forget(NOW + 4 * DAY) == 1
    assert left() == [2, 3, 4]
    assert list(breaks()) == []


def test_each_chain_has_its_own_time():
    shop = make_organisation()
    add(NOW, "sign_in.done")
    add(NOW)
    record_event(
        action="result.opened", organisation=shop, actor=None, subject="", now=NOW
    )
    assert forget(NOW + DAY, OF_SIGN_INS) == 1
    assert not AuditEvent.objects.filter(chain="sign_in").exists()
    assert forget(NOW + DAY, ~OF_SIGN_INS) == 2
    assert list(breaks()) == []


@pytest.mark.usefixtures("five")
@pytest.mark.parametrize("days", [2, 9])
def test_entries_that_go_while_the_log_is_read_are_no_fault(days, monkeypatch):
    """Heads are read first; then the night takes entries out; then the entries are read."""
    stale = {head.chain: head for head in AuditHead.objects.all()}
    forget(NOW + days * DAY)
    walk = breaks()
    with monkeypatch.context() as patch:
        patch.setattr(AuditHead.objects, "all", lambda: list(stale.values()))
        assert list(walk) == []

"""Whoever tampers with the audit log is found out."""

from datetime import timedelta

import pytest

from accounts.audit.chain import seal_of
from accounts.audit.services import entry_of, record_event
from accounts.audit.verify import Anchor, anchors, breaks
from accounts.models import AuditEvent, AuditHead, Organisation
from accounts.services import delete_user
from privacy.erasure.services import delete_enterprise
from tests.builders import NOW, make_organisation, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def shop():
    """With a chain of five entries, and another enterprise beside it."""
    shop = make_organisation()
    for organisation in (shop, make_organisation(name="Tiệm bánh")):
        AuditEvent.objects.filter(organisation=organisation).delete()
        AuditHead.objects.filter(organisation=organisation).delete()
        for number in range(5):
            add(organisation, f"result:{number}")
    return shop


def add(organisation, subject: str = "result:9", actor=None) -> AuditEvent:
    return record_event(
        action="result.opened",
        organisation=organisation,
        actor=actor,
        subject=subject,
        now=NOW,
    )


def found(kept=None) -> list[tuple[str, int]]:
    return [(broken.code, broken.number) for broken in breaks(kept)]


def entry(shop, number: int):
    return AuditEvent.objects.filter(chain=str(shop.pk), number=number)


def test_what_nobody_touched_holds(shop):
    assert found() == []


@pytest.mark.parametrize(
    "change",
    [
        {"action": "result.hidden"},
        {"subject": "result:7"},
        {"at": NOW + timedelta(microseconds=1)},
        {"details": {"part": "answers"}},
        {"actor_number": 12},
    ],
)
def test_a_changed_entry_is_found(shop, change):
    entry(shop, 3).update(**change)
    assert found() == [("changed", 3)]


def test_an_entry_changed_and_sealed_anew_does_not_fit_the_next(shop):
    changed = entry(shop, 3).get()
    changed.subject = "result:7"
    reseal([changed], changed.previous)
    assert found() == [("forked", 4)]


def test_an_entry_taken_out_is_missing(shop):
    entry(shop, 3).delete()
    assert found() == [("missing", 3)]


def test_an_entry_taken_off_the_end_is_missing(shop):
    entry(shop, 5).delete()
    assert found() == [("cut", 5)]


def test_a_chain_that_was_emptied_is_missing(shop):
    AuditEvent.objects.filter(chain=str(shop.pk)).delete()
    assert found() == [("cut", 1)]


def test_an_entry_put_behind_the_end_fits_and_is_found_all_the_same(shop):
    forge(shop, "result:7")
    assert found() == [("beyond", 6)]


def test_a_last_entry_written_anew_does_not_hide_behind_one_put_after_it(shop):
    last = entry(shop, 5).get()
    last.subject = "result:7"
    reseal([last], last.previous)
    forge(shop, "result:8")
    assert found() == [("cut", 5), ("beyond", 6)]


def test_a_head_put_back_is_found(shop):
    third = entry(shop, 3).get()
    head_of(shop).update(number=3, seal=third.seal)
    assert found() == [("beyond", 4)]


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"seal": "0" * 64}, ("cut", 5)),
        ({"number": 6}, ("cut", 6)),
        ({"first_number": 3}, ("missing", 3)),
        ({"first_previous": "0" * 64}, ("forked", 1)),
        ({"organisation": None}, ("unheaded", 1)),
    ],
)
def test_a_changed_head_is_found(shop, change, told):
    head_of(shop).update(**change)
    assert told in found()


def test_an_entry_of_another_chain_put_in_with_the_right_seal_is_found(shop):
    other = Organisation.objects.exclude(pk=shop.pk).get()
    forged = forge(shop, "result:7", organisation=other)
    head_of(shop).update(number=6, seal=forged.seal)
    assert found() == [("organisation", 6)]


def test_two_entries_that_changed_places_are_found_also_sealed_anew(shop):
    second, third = entry(shop, 2).get(), entry(shop, 3).get()
    second.subject, third.subject = third.subject, second.subject
    reseal([second, third], second.previous)
    assert found() == [("forked", 4)]


def test_what_is_added_while_the_log_is_proved_is_no_fault(shop):
    proof = breaks()
    # The first fault is told when the heads have been read, and the end has not.
    entry(shop, 1).update(subject="result:7")
    assert next(proof) == ("changed", str(shop.pk), 1)
    add(shop)
    assert list(proof) == []


def forge(shop, subject: str, **fields) -> AuditEvent:
    """A further entry with the seal that it would have; the head knows nothing of it."""
    last = AuditEvent.objects.filter(chain=str(shop.pk)).order_by("number").last()
    forged = AuditEvent.objects.get(pk=last.pk)
    forged.pk, forged.number = None, last.number + 1
    forged.subject, forged.previous = subject, last.seal
    for name, value in fields.items():
        setattr(forged, name, value)
    forged.seal = seal_of(entry_of(forged), last.seal)
    forged.save(force_insert=True)
    return forged


def head_of(shop):
    return AuditHead.objects.filter(chain=str(shop.pk))


def test_a_chain_without_its_head_is_told(shop):
    AuditHead.objects.filter(chain=str(shop.pk)).delete()
    assert ("unheaded", 1) in found()


def test_an_entry_given_to_another_account_is_found(shop):
    one, other = make_user("a@b.example"), make_user("c@d.example")
    event = add(shop, actor=one)
    AuditEvent.objects.filter(pk=event.pk).update(actor=other)
    assert found() == [("actor", event.number)]


def test_an_entry_that_lost_its_account_is_found_unless_the_account_was_deleted(shop):
    one, other = make_user("a@b.example"), make_user("c@d.example")
    event = add(shop, actor=one)
    add(shop, actor=other)
    delete_user(user=other, by=None, now=NOW)
    assert found() == []
    AuditEvent.objects.filter(pk=event.pk).update(actor=None)
    assert found() == [("orphaned", event.number)]


def test_an_entry_moved_to_another_organisation_or_to_none_is_found(shop):
    other = Organisation.objects.exclude(pk=shop.pk).get()
    for organisation in (other, None):
        entry(shop, 3).update(organisation=organisation)
        assert found() == [("organisation", 3)]


def test_a_chain_taken_away_with_its_head_is_found_unless_its_enterprise_was_deleted(
    shop,
):
    kept = {anchor.chain: anchor for anchor in anchors()}
    other = Organisation.objects.exclude(pk=shop.pk).get()
    delete_enterprise(enterprise=other, by=None, now=NOW)
    assert found(kept) == []
    AuditEvent.objects.filter(chain=str(shop.pk)).delete()
    AuditHead.objects.filter(chain=str(shop.pk)).delete()
    assert found(kept) == [("anchor", 5)]


def test_a_chain_written_anew_as_a_whole_differs_from_what_was_kept_outside(shop):
    kept = {anchor.chain: anchor for anchor in anchors()}
    add(shop)
    assert found(kept) == []
    first = entry(shop, 2).get()
    first.subject = "result:7"
    later = AuditEvent.objects.filter(chain=str(shop.pk), number__gt=2)
    events = [first, *later.order_by("number")]
    reseal(events, first.previous)
    AuditHead.objects.filter(chain=str(shop.pk)).update(seal=events[-1].seal)
    assert found() == []
    assert found(kept) == [("anchor", 5)]


def test_a_chain_shorter_than_what_was_kept_outside_is_told(shop):
    chain = str(shop.pk)
    assert found({chain: Anchor(chain, 99, "0" * 64)}) == [("anchor", 99)]


def reseal(events: list[AuditEvent], previous: str) -> None:
    """As somebody who knows how it is done would cover up."""
    for event in reversed(events):
        AuditEvent.objects.filter(pk=event.pk).update(previous=f"-{event.pk}")
    for event in events:
        event.previous = previous
        event.seal = previous = seal_of(entry_of(event), previous)
        event.save()

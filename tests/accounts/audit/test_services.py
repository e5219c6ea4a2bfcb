"""Adding to the audit log, one by one, many at once, and by many people at once."""

from datetime import timedelta

import pytest

from accounts.audit.services import record_event, record_events
from accounts.audit.verify import breaks
from accounts.models import AuditEvent, AuditHead
from accounts.services import delete_user
from tests.builders import NOW, make_organisation, make_user
from tests.databases import undone

WRITERS = 20
TURNS = 5


def record(organisation=None, action="result.opened", actor=None, **more) -> AuditEvent:
    return record_event(
        action=action,
        organisation=organisation,
        actor=actor,
        subject="result:1",
        now=NOW,
        **more,
    )


def numbers(chain: str) -> list[int]:
    in_order = AuditEvent.objects.filter(chain=chain).order_by("number")
    return list(in_order.values_list("number", flat=True))


@pytest.mark.django_db
@pytest.mark.sql
def test_each_organisation_has_a_chain_of_its_own():
    shop, other = make_organisation(), make_organisation(name="Tiệm bánh")
    before = len(numbers(str(shop.pk)))
    for organisation in (shop, other, shop):
        record(organisation)
    assert numbers(str(shop.pk)) == list(range(1, before + 3))
    assert list(breaks()) == []


@pytest.mark.django_db
@pytest.mark.sql
@pytest.mark.parametrize("number", [1, 30])
def test_chains_of_many_grow_in_as_many_queries_as_one(
    django_assert_max_num_queries, number
):
    """Some of them have no entry yet."""
    shops = [make_organisation(name=f"Tiệm {each}") for each in range(number)]
    for shop in shops[::2]:
        record(shop)
    events = [
        AuditEvent(at=NOW, organisation=shop, action="result.opened")
        for shop in [*shops, *shops]
    ]
    with django_assert_max_num_queries(7):
        record_events(events)
    for shop in shops:
        chain = numbers(str(shop.pk))
        assert chain == list(range(1, len(chain) + 1))
    assert list(breaks()) == []


@pytest.mark.django_db
def test_events_of_the_site_are_a_chain_for_each_kind():
    record(action="user.deleted")
    record(action="directory.imported")
    record(action="user.password_set")
    assert numbers("user") == [1, 2]
    assert numbers("directory") == [1]


@pytest.mark.django_db
@pytest.mark.sql
def test_many_are_kept_in_the_order_in_which_they_come():
    shop = make_organisation()
    before = len(numbers(str(shop.pk)))
    times = [NOW + timedelta(minutes=minute) for minute in (5, 1, 3)]
    record_events(
        AuditEvent(at=at, organisation=shop, action="result.opened") for at in times
    )
    own = AuditEvent.objects.filter(organisation=shop, number__gt=before)
    assert [event.at for event in own.order_by("number")] == times
    assert list(breaks()) == []


@pytest.mark.django_db
@pytest.mark.sql
def test_an_account_that_is_gone_breaks_nothing():
    user = make_user()
    event = record(action="index.published", actor=user)
    number = user.pk
    delete_user(user=user, by=None, now=NOW)
    event.refresh_from_db()
    assert (event.actor, event.actor_number) == (None, number)
    assert list(breaks()) == []


@pytest.mark.django_db
@pytest.mark.sql
def test_an_organisation_that_is_deleted_takes_its_chain_along():
    shop = make_organisation()
    record(shop)
    key = str(shop.pk)
    shop.delete()
    assert not AuditHead.objects.filter(chain=key).exists()
    assert list(breaks()) == []


@pytest.mark.django_db
def test_what_is_taken_back_leaves_no_gap():
    shop = make_organisation()
    record(shop)
    with undone():
        record(shop)
    record(shop)
    assert list(breaks()) == []


@pytest.mark.django_db(transaction=True)
@pytest.mark.sql
def test_twenty_writers_at_once_make_one_chain_without_a_fork(at_once):
    shop = make_organisation()
    before = len(numbers(str(shop.pk)))

    def write() -> None:
        for _turn in range(TURNS):
            record(shop)
            record(action="user.signed_in")

    at_once(*[write] * WRITERS)
    [(own, broken)] = at_once(lambda: (numbers(str(shop.pk)), list(breaks())))
    assert own == list(range(1, before + WRITERS * TURNS + 1))
    assert broken == []

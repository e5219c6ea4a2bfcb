"""Sessions are read by a statement of our own, and end when they always did."""

from datetime import timedelta
from importlib import import_module

import pytest
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from accounts.sessions.store import SessionStore

pytestmark = [pytest.mark.django_db, pytest.mark.sql]


@pytest.fixture
def kept():
    store = SessionStore()
    store["held"] = ["Đ – '\""]
    store.create()
    return store


def test_it_is_the_store_of_the_site():
    assert import_module(settings.SESSION_ENGINE).SessionStore is SessionStore


def test_it_reads_what_djangos_own_reads(kept):
    for store in (SessionStore(kept.session_key), db.SessionStore(kept.session_key)):
        with CaptureQueriesContext(connection) as asked:
            assert dict(store.items()) == {"held": ["Đ – '\""]}
        assert len(asked) == 1
        assert store.session_key == kept.session_key
    # What one signs the other reads: both are one store to whoever ends or empties sessions.
    row = Session.objects.get()
    assert row.get_decoded() == {"held": ["Đ – '\""]}


def test_one_that_is_over_or_was_ended_opens_nothing(kept):
    before = timezone.now() - timedelta(seconds=1)
    for end in (
        lambda: Session.objects.update(expire_date=before),
        lambda: SessionStore(kept.session_key).delete(),
    ):
        assert SessionStore(kept.session_key).get("held")
        end()
        store = SessionStore(kept.session_key)
        assert store.is_empty() is False  # as long as nothing was read
        assert store.get("held") is None
        assert store.session_key is None
        Session.objects.update(expire_date=timezone.now() + timedelta(days=1))


@pytest.mark.parametrize("key", ["x" * 40, "'", "%s", "Đ"])
def test_a_made_up_key_opens_nothing_and_is_not_kept(kept, key):
    store = SessionStore(key)
    assert store.get("held") is None
    store["mine"] = 1
    store.save()
    assert store.session_key not in (key, kept.session_key)

"""Two people on one request at the very same moment: the second is told, nothing happens twice."""

import sqlite3
import threading

import pytest
from django.db import connection, connections

from providers.errors import ProviderError
from providers.leads.clocks import end
from providers.leads.moving import move
from providers.leads.services import accept_lead, decline_lead, withdraw_lead
from providers.leads.states import PROVIDER, State
from providers.models import Lead, LeadEvent
from tests.builders import NOW, make_lead

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.sql]


@pytest.fixture
def at_once(tmp_path, monkeypatch):
    """Runs actions in threads that start together; gives the codes of their errors, sorted.

    The in-memory SQLite of the tests cannot be shared, so the threads work on a copy of it in a
    file.
    """

    def run(*actions):
        if connection.vendor == "sqlite":
            place = tmp_path / "copy.sqlite3"
            with sqlite3.connect(place) as copy:
                connection.connection.backup(copy)
            copy.close()
            monkeypatch.setitem(connections.settings["default"], "NAME", str(place))
        together = threading.Barrier(len(actions))
        outcomes = [""] * len(actions)
        kept = []

        def work(place, action):
            together.wait()
            try:
                action()
            except ProviderError as error:
                outcomes[place] = error.code
            finally:
                kept.append(list(LeadEvent.objects.values_list("state", flat=True)))
                connections.close_all()

        threads = [
            threading.Thread(target=work, args=row) for row in enumerate(actions)
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return sorted(outcomes), max(kept, key=len)

    return run


@pytest.fixture
def lead(result, solution, owner) -> Lead:
    return make_lead(result, solution, owner)


def test_of_two_who_answer_one_is_told_that_the_other_was_faster(at_once, lead):
    codes, states = at_once(
        lambda: accept_lead(lead=lead, by=None, now=NOW),
        lambda: accept_lead(lead=lead, by=None, now=NOW),
    )
    assert codes == ["", "moved_on"]
    assert states == [State.SENT, State.ACCEPTED]


def test_the_same_order_sent_twice_at_once_has_effect_once_and_no_error(at_once, lead):
    accept = {"lead": lead, "to": State.ACCEPTED, "side": PROVIDER, "by": None}
    codes, states = at_once(
        lambda: move(**accept, now=NOW, key="k"),
        lambda: move(**accept, now=NOW, key="k"),
    )
    assert codes == ["", ""]
    assert states == [State.SENT, State.ACCEPTED]


def test_two_looks_of_the_clock_end_a_request_once(at_once, lead):
    late = NOW.replace(month=12)
    codes, states = at_once(lambda: end(lead, late), lambda: end(lead, late))
    assert codes == ["", ""]
    assert states == [State.SENT, State.RELEASED]


def test_taking_back_wins_over_an_answer_or_comes_after_it(at_once, lead):
    codes, states = at_once(
        lambda: withdraw_lead(lead=lead, by=None, now=NOW),
        lambda: decline_lead(lead=lead, reason="Hết chỗ", by=None, now=NOW),
    )
    assert codes in (["", ""], ["", "moved_on"])
    assert states[-1] in (State.WITHDRAWN, State.DECLINED)
    assert len(states) == 2

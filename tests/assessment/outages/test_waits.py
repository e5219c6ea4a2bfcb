"""Half of the places may wait for the database; whoever comes on top goes on after a moment."""

from threading import Thread, get_ident

import pytest

from assessment.outages import waits as module
from assessment.outages.waits import LONG, QUIET, Waits

LIMIT = 20


@pytest.fixture
def clock(monkeypatch) -> list[float]:
    now = [100.0]
    monkeypatch.setattr(module, "monotonic", lambda: now[0])
    return now


def others_wait(waits: Waits, since: list[float]) -> None:
    waits._since |= {get_ident() + turn: at for turn, at in enumerate(since, 1)}


@pytest.mark.parametrize(
    ("since", "is_enough"),
    [
        ([], False),
        ([LONG], False),
        ([LONG, 0.5, 0.5], False),
        ([LONG, LONG + 1], True),
    ],
)
def test_half_of_the_places_may_wait_for_long(clock, since, is_enough):
    waits = Waits()
    others_wait(waits, [clock[0] - seconds for seconds in since])
    assert waits.noted(lambda: waits.is_enough(LIMIT)) is is_enough


def test_those_who_came_first_stay_though_all_look_at_the_same_moment(
    clock, monkeypatch
):
    waits = Waits()
    came = [clock[0] - LONG - each for each in (4, 3, 2, 1)]
    others_wait(waits, came)
    gave_up = []
    for thread in waits._since:
        monkeypatch.setattr(module, "get_ident", lambda thread=thread: thread)
        gave_up.append(waits.is_enough(LIMIT))
    assert gave_up == [False, False, True, True]


def test_nobody_waits_beyond_the_setting(clock):
    waits = Waits()

    def ask() -> list[bool]:
        before = waits.is_enough(LIMIT)
        clock[0] += LIMIT
        return [before, waits.is_enough(LIMIT)]

    assert waits.noted(ask) == [False, True]


def test_who_has_waited_counts_no_more_also_after_an_error():
    waits = Waits()
    with pytest.raises(ZeroDivisionError):
        waits.noted(lambda: 1 / 0)
    thread = Thread(target=waits.noted, args=[lambda: None])
    thread.start()
    thread.join()
    assert waits._since == {}


def test_what_was_waited_for_in_vain_is_not_waited_for_until_it_is_quiet(clock):
    waits = Waits()
    waits.noted(lambda: waits.is_enough(LIMIT))
    assert not waits.are_hopeless()
    waits.noted(lambda: waits.is_enough(0))
    assert waits.are_hopeless()
    clock[0] += QUIET
    assert not waits.are_hopeless()

"""The seal of an entry: what it covers, and that nothing else fits it."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.audit.chain import Entry, seal_of, sealed

ENTRY = Entry(
    chain="7",
    number=3,
    at=datetime(2026, 11, 30, 8, 0, 0, 123456, tzinfo=UTC),
    actor=5,
    action="consent.given",
    subject="consent:1",
    details={"items": ["pillars"], "purpose": "follow"},
)
OTHERS = {
    "chain": "8",
    "number": 4,
    "at": ENTRY.at + timedelta(microseconds=1),
    "actor": None,
    "action": "consent.withdrawn",
    "subject": "consent:2",
    "details": {"items": ["answers"], "purpose": "follow"},
}


@pytest.mark.parametrize("name", [field.name for field in fields(Entry)])
def test_a_seal_covers_everything_an_entry_says(name):
    changed = replace(ENTRY, **{name: OTHERS[name]})
    assert seal_of(changed, "") != seal_of(ENTRY, "")


def test_a_seal_covers_all_that_went_before():
    assert seal_of(ENTRY, "a") != seal_of(ENTRY, "b")


def test_the_same_moment_and_the_same_details_have_the_same_seal_however_they_are_written():
    hanoi = ENTRY.at.astimezone(timezone(timedelta(hours=7)))
    turned = dict(reversed(ENTRY.details.items()))
    same = replace(ENTRY, at=hanoi, details=turned)
    assert seal_of(same, "") == seal_of(ENTRY, "")


@given(st.text(), st.text(), st.text(), st.text())
def test_letters_that_move_from_one_part_to_the_next_change_the_seal(
    action, subject, other_action, other_subject
):
    one = replace(ENTRY, action=action, subject=subject)
    other = replace(ENTRY, action=other_action, subject=other_subject)
    assert (one == other) == (seal_of(one, "") == seal_of(other, ""))


def test_each_follows_the_one_before():
    entries = [replace(ENTRY, number=number) for number in (1, 2, 3)]
    seals = list(sealed(entries, "start"))
    assert [previous for previous, _seal in seals[1:]] == [
        seal for _, seal in seals[:-1]
    ]
    assert seals[0] == ("start", seal_of(entries[0], "start"))

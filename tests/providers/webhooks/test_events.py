"""What a system is told of: a code and an id, and of nothing that is not listed."""

import json
from datetime import UTC, datetime, timedelta, timezone
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.models import WebhookEndpoint
from providers.webhooks.events import EVENTS, TOPICS, About, body_of, topic_of
from providers.webhooks.queries import stands
from tests.builders import NOW

ID = UUID("7c9e6679-7425-40de-944b-e07fc1f90ae7")
ABOUT = About("lead", ID, "accepted")
LISTED = sorted(event for events in EVENTS.values() for event in events)


@pytest.mark.parametrize("event", LISTED)
def test_what_is_listed_has_the_topic_it_begins_with(event):
    assert topic_of(event) == event.split(".")[0]
    assert topic_of(event) in TOPICS


@pytest.mark.parametrize(
    "event", ["", "lead", "lead.", "lead.eaten", "Lead.accepted", "x.accepted", "*"]
)
def test_what_is_not_listed_is_a_mistake_of_ours(event):
    with pytest.raises(ValueError, match="is not listed"):
        topic_of(event)


def test_no_event_stands_in_two_topics():
    assert len(LISTED) == len(set(LISTED))
    assert set(EVENTS) == set(TOPICS)


@pytest.mark.parametrize(
    ("kind", "state"),
    [
        ("lead", "Công ty Sao Mai"),
        ("lead", "lan@quan.example"),
        ("lead", "0909 123 456"),
        ("lead", ""),
        ("lead", "accepted now"),
        ("Yêu cầu", "accepted"),
        ("", "accepted"),
    ],
)
def test_there_is_no_place_for_a_word_of_anybody(kind, state):
    with pytest.raises(ValueError, match="is no code"):
        About(kind, ID, state)


@pytest.mark.parametrize("number", [7, "7", str(ID), None])
def test_an_id_is_none_of_our_keys(number):
    with pytest.raises(TypeError):
        About("lead", number, "accepted")


@given(st.text(max_size=12))
def test_whatever_is_said_it_is_a_code_or_refused(text):
    try:
        about = About("lead", ID, text)
    except ValueError:
        return
    assert about.state.isascii()
    assert about.state.isidentifier()


@pytest.mark.parametrize(
    ("url", "is_told"), [("https://san.example/api/v1/leads/1", True), ("", False)]
)
def test_it_says_where_more_is_told_if_anywhere(url, is_told):
    content = json.loads(body_of("lead.accepted", ABOUT, url, NOW))
    assert set(content) == {"type", "timestamp", "data"}
    assert content["type"] == "lead.accepted"
    assert content["data"].get("url", "") == url
    assert ("url" in content["data"]) is is_told


@pytest.mark.parametrize(
    ("now", "text"),
    [
        (datetime(2026, 11, 20, 3, 0, tzinfo=UTC), "2026-11-20T03:00:00.000+00:00"),
        (
            datetime(2026, 11, 20, 10, 0, 0, 123456, timezone(timedelta(hours=7))),
            "2026-11-20T03:00:00.123+00:00",
        ),
    ],
)
def test_a_moment_is_told_by_one_clock(now, text):
    assert json.loads(body_of("lead.accepted", ABOUT, "", now))["timestamp"] == text


@given(st.sampled_from(LISTED))
def test_the_same_is_written_in_the_same_signs(event):
    body = body_of(event, ABOUT, "", NOW)
    assert body == body_of(event, ABOUT, "", NOW)
    assert ": " not in body, "what is signed has no blanks to lose"


@pytest.mark.parametrize(
    ("is_on", "failures", "gave_up_at", "code"),
    [
        (True, 0, None, "on"),
        (True, 3, None, "failing"),
        (False, 3, NOW, "given_up"),
        (False, 0, None, "off"),
        (False, 3, None, "off"),
        (True, 0, NOW, "on"),
    ],
)
def test_how_one_stands(is_on, failures, gave_up_at, code):
    endpoint = WebhookEndpoint(is_on=is_on, failures=failures, gave_up_at=gave_up_at)
    assert stands(endpoint) == code

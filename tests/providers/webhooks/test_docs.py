"""docs/webhooks.md: its examples do what they say, its table names all that is told."""

import re
from datetime import timedelta
from itertools import chain
from uuid import UUID

import pytest
from django.conf import settings
from django.utils import timezone

from providers.leads.states import TRANSITIONS
from providers.models import ComplaintStep
from providers.webhooks.events import EVENTS, TEST, TOPICS, About
from providers.webhooks.guide import VERIFYING
from providers.webhooks.secrets import headers_of, new_secret
from providers.webhooks.services import announce
from tests.providers.webhooks.examples import SECRET

DOCUMENT = settings.BASE_DIR / "docs" / "webhooks.md"
BODY = '{"type":"lead.accepted","timestamp":"2026-12-01T02:00:00.000+00:00"}'


@pytest.fixture(scope="module")
def document() -> str:
    return DOCUMENT.read_text("utf-8")


@pytest.fixture(scope="module", params=["document", "page"])
def examples(document, request) -> dict:
    """Those of the document, and those of the page for whoever programs."""
    known: dict = {}
    for text in re.findall(r"```python\n(.+?)```", document, re.DOTALL):
        exec(text, known)
    if request.param == "page":
        exec(VERIFYING, known)
    return known


def signed(secret: str = SECRET, ago: timedelta = timedelta()) -> dict[str, str]:
    return headers_of("msg_1", BODY, [secret], timezone.now() - ago)


def test_what_comes_twice_is_done_once(examples):
    done, seen = [], set()
    for _time in range(2):
        took = examples["take"](signed(), BODY.encode(), SECRET, seen, done.append)
        assert took == 204
    assert [message["type"] for message in done] == ["lead.accepted"]


@pytest.mark.parametrize(
    ("headers", "body"),
    [
        (signed(new_secret()), BODY),
        (signed(), BODY.replace("accepted", "declined")),
        (signed(ago=timedelta(minutes=6)), BODY),
        ({}, BODY),
    ],
)
def test_what_is_not_from_us_is_refused(examples, headers, body):
    done = []
    took = examples["take"](headers, body.encode(), SECRET, set(), done.append)
    assert (took, done) == (401, [])


def test_while_a_secret_is_turned_over_the_old_and_the_new_one_verify(examples):
    new = new_secret()
    headers = headers_of("msg_1", BODY, [new, SECRET], timezone.now())
    for secret in (SECRET, new):
        took = examples["take"](headers, BODY.encode(), secret, set(), list)
        assert took == 204


def test_what_comes_in_another_order_ends_the_same(examples):
    def message(state: str, minute: int) -> dict:
        moment = f"2026-12-01T02:{minute:02}:00.000+00:00"
        return {"data": {"id": "7", "state": state}, "timestamp": moment}

    known: dict = {}
    for each in (message("agreed", 9), message("accepted", 1), message("talking", 5)):
        examples["apply"](each, known)
    assert known["7"][0] == "agreed"


def test_all_that_is_told_stands_there(document):
    topics = "|".join([*TOPICS, "webhook"])
    told = set(re.findall(rf"`((?:{topics})\.\w+)`", document))
    assert told == {TEST, *chain.from_iterable(EVENTS.values())}


def test_each_step_of_a_request_and_of_a_complaint_is_among_it():
    assert {row.event for row in TRANSITIONS} <= set(EVENTS["lead"])
    steps = {f"complaint.{kind}" for kind in ComplaintStep.Kind.values}
    assert steps == set(EVENTS["complaint"])


@pytest.mark.django_db
def test_what_is_announced_without_being_listed_is_a_mistake(provider):
    about = About("lead", UUID(int=1), "sent")
    with pytest.raises(ValueError):
        announce(provider=provider, event="lead.sung", about=about, now=timezone.now())

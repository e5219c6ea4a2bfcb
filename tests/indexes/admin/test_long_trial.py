"""The trial of an index of 140 questions: one pillar at a time, within the weight of a page."""

import re

import pytest
from django.test import Client

from performance.what_if import CASES
from tests.builders import make_version_of
from tests.indexes.admin.addresses import page
from tests.pages import MOST_OF_A_PAGE, weight_of
from tests.personas import make_administrator

pytestmark = pytest.mark.django_db
UNSEEN = re.compile(r'type="hidden" name="(q-[^"]*)" value="([^"]*)"')
SHOWN = re.compile(r'<select id="(q-[^"]*)"')


@pytest.fixture
def client() -> Client:
    return make_administrator().client


@pytest.mark.parametrize("name", [case[0] for case in CASES])
def test_a_trial_stays_within_its_weight(client, name):
    answer = client.get(page("trial", make_version_of(name).pk))
    assert SHOWN.findall(answer.content.decode())
    assert 0 < weight_of(answer) <= MOST_OF_A_PAGE


def test_what_was_chosen_in_one_pillar_counts_when_another_is_opened(client):
    version = make_version_of("dbi-2025-large")
    address = page("trial", version.pk)
    pillars = [pillar["code"] for pillar in version.index.pillars]
    first = SHOWN.findall(client.get(address).content.decode())
    assert all(name.startswith(f"q-{pillars[0]}.") for name in first)

    posted = {"line": "", first[0]: "1", "mo": pillars[-1]}
    answer = client.post(address, posted)
    text = answer.content.decode()
    assert weight_of(answer) <= MOST_OF_A_PAGE
    assert dict(UNSEEN.findall(text))[first[0]] == "1"
    assert all(name.startswith(f"q-{pillars[-1]}.") for name in SHOWN.findall(text))
    assert answer.context["trial"].missing[0] != first[0].removeprefix("q-")

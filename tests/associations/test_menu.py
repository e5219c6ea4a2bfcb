"""The menu leads everybody who works for an association only where they may go."""

import re

import pytest
from django.urls import reverse

from tests.personas import make_persona, make_staff

pytestmark = pytest.mark.django_db
LINK = re.compile(r'<a href="([^"]+)"( aria-current="page")?>')


@pytest.mark.parametrize("role", ["manager", "officer", "reviewer", "reader"])
def test_each_item_opens_and_says_where_one_is(role):
    association = make_staff().organisation
    person = make_persona(f"{role}@hoi.example", association, role)
    team = reverse("associations:team", args=[association.public_id])
    page = person.client.get(team).content.decode()
    menu = page.partition('<nav class="tabs"')[2].partition("</nav>")[0]
    links = LINK.findall(menu)
    assert [address for address, current in links if current] == [team]
    for address, _current in links:
        assert person.client.get(address).status_code == 200


def test_below_a_page_its_item_is_marked_too():
    manager = make_staff()
    of = [manager.organisation.public_id]
    page = manager.client.get(reverse("associations:invite_colleague", args=of))
    team = reverse("associations:team", args=of)
    assert f'<a href="{team}" aria-current="true">' in page.content.decode()

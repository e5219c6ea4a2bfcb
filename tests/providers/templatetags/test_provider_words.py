"""Words of providers in templates."""

import pytest
from django.template import Context, Template


def rendered(text: str, **context) -> str:
    return Template("{% load provider_words %}" + text).render(Context(context))


@pytest.mark.parametrize(("key", "value"), [("sao-mai", "7"), ("khac", "None")])
def test_a_key_in_a_variable_is_looked_up(key, value):
    assert rendered("{{ rows|of:key }}", rows={"sao-mai": 7}, key=key) == value


def test_a_code_becomes_its_words():
    assert "trong tháng" in rendered("{{ code|problem }}", code="full_this_month")


@pytest.mark.parametrize(
    ("state", "badge"),
    [
        ("sent", "warn"),
        ("accepted", "good"),
        ("declined", "bad"),
        ("withdrawn", "quiet"),
    ],
)
def test_a_state_has_a_name_and_a_colour(state, badge):
    assert rendered("{{ state|state_badge }}", state=state) == badge
    assert rendered("{{ state|state_name }}", state=state) not in ("", state)


@pytest.mark.parametrize(
    ("typed", "read"), [("2018-05-04", "04/05/2018"), ("hôm qua", "hôm qua"), ("", "")]
)
def test_a_day_of_a_form_is_read_as_people_write_it(typed, read):
    assert rendered("{{ typed|typed_day }}", typed=typed) == read

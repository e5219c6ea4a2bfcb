"""What an address may ask of the list, in Vietnamese words."""

import pytest
from django.http import QueryDict

from associations.results.forms import FilterForm
from associations.results.queries import ORDERS, Filters

pytestmark = pytest.mark.django_db


def filters(query: str) -> Filters:
    return FilterForm(QueryDict(query)).filters()


@pytest.mark.parametrize(
    ("query", "asked"),
    [
        ("", {}),
        ("ten=phở", {"name": "phở"}),
        ("ten=ph\u200bở\u00a0\u202e", {"name": "phở"}),
        ("nganh=I", {"sector": "I"}),
        ("quymo=micro", {"size": "micro"}),
        ("muc=0", {"level": 0}),
        ("muc=3", {"level": 3}),
        ("phamvi=2", {"scope": 2}),
        ("xep=muc", {"order": "level"}),
        ("xep=ngay", {"order": "date"}),
        ("xep=ten", {"order": "name"}),
        ("ten=phở&muc=3&xep=ngay", {"name": "phở", "level": 3, "order": "date"}),
    ],
)
def test_an_address_asks_in_vietnamese_words(query, asked):
    assert filters(query) == Filters(**asked)


@pytest.mark.parametrize(
    "query",
    [
        "muc=9",
        "muc=ba",
        "nganh=Z",
        "quymo=huge",
        "diaban=99999",
        "bo=khac",
        "phamvi=5",
        "xep=level",
        "name=phở&level=3",
    ],
)
def test_what_cannot_be_read_filters_nothing(query):
    assert filters(query) == Filters()


def test_one_wrong_word_leaves_the_others_standing():
    assert filters("muc=9&ten=phở&xep=khac") == Filters(name="phở")


def test_what_is_asked_for_is_told_by_the_names_of_the_fields():
    form = FilterForm(QueryDict("ten=phở&quymo=&muc=3&trang=2"))
    assert form.asked() == {"name": "phở", "level": "3"}


def test_every_field_stands_in_an_address_by_its_word():
    form = FilterForm(QueryDict())
    assert set(form.WORDS) == set(form.fields) == set(Filters.__dataclass_fields__)
    for name, word in form.WORDS.items():
        assert form[name].html_name == word
        assert f'name="{word}"' in str(form[name])


def test_every_order_that_can_be_asked_for_is_known():
    assert set(FilterForm.ORDERS.values()) == set(ORDERS)

"""The filters of the directory: what can be chosen, and what an address may say."""

import pytest
from django.utils import translation

from providers.directory.capabilities import areas
from providers.directory.forms import DirectoryForm
from registry.sectors import sectors
from registry.sizes import size_names


@pytest.mark.parametrize(
    ("field", "codes"),
    [("sector", sectors), ("size", size_names), ("area", areas)],
)
def test_everything_on_the_list_can_be_chosen_and_all_comes_first(field, codes):
    choices = [code for code, _name in DirectoryForm().fields[field].choices]
    assert choices[0] == ""
    assert sorted(choices[1:]) == sorted(codes())


@pytest.mark.parametrize("field", ["size", "area"])
def test_choices_are_named_in_the_language_of_the_reader(field):
    vietnamese = DirectoryForm().fields[field].choices[1][1]
    with translation.override("en"):
        english = DirectoryForm().fields[field].choices[1][1]
    assert vietnamese != english


@pytest.mark.parametrize(
    ("data", "is_valid"),
    [
        ({}, True),
        ({"q": "web", "sector": "G", "size": "small", "area": "supply"}, True),
        ({"sector": "nonsense"}, False),
        ({"size": "giant"}, False),
        ({"area": "supply.stock"}, False),
        ({"q": "x" * 100}, True),
        ({"q": "x" * 101}, False),
    ],
)
def test_an_address_is_read_or_refused(data, is_valid):
    assert DirectoryForm(data).is_valid() is is_valid


def test_what_is_not_asked_for_filters_nothing():
    form = DirectoryForm({})
    assert form.is_valid()
    assert not any(form.cleaned_data.values())

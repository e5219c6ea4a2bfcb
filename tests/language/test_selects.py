"""A list to choose from is drawn as Django draws it, and sooner."""

import pytest
from django import forms
from django.test.html import parse_html
from django.utils.functional import lazystr

from language.selects import Select

CHOICES = [
    ("", lazystr("Mọi ngành & nghề")),
    ("C", 'Sản xuất "nhẹ"'),
    (7, "<Bảy>"),
    (lazystr("Bình Dương <cũ>"), [("1", "Phường 1"), ("2", "Phường 2")]),
]


@pytest.mark.parametrize("value", ["", "C", 7, "2", "none of them", None])
@pytest.mark.parametrize(
    "attributes",
    [{}, {"class": "input", "id": "id_a", "required": True, "disabled": False}],
)
def test_it_has_the_signs_that_django_draws(value, attributes):
    drawn = [
        kind(attributes, CHOICES).render("nganh", value, {"aria-label": "A & B"})
        for kind in (Select, forms.Select)
    ]
    ours, theirs = map(parse_html, drawn)
    assert ours == theirs


def test_a_field_says_that_it_must_be_chosen():
    class Form(forms.Form):
        ward = forms.ChoiceField(choices=CHOICES, widget=Select)

    drawn = str(Form({"ward": "2"}, auto_id="%s")["ward"])
    assert (
        '<option selected value="2"' in drawn or '<option value="2" selected' in drawn
    )
    assert 'id="ward"' in drawn

"""The tone of all texts of the interface. That they are complete is checked in tests/test_repository.py."""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages

import polib
import pytest
from django import forms
from django.utils import translation

CATALOGUES = sorted(Path(__file__).parents[2].glob("*/locale/vi/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_no_text_shouts_or_calls_the_rules_ai(catalogue):
    """Defect 5 of the peers: rule-based text is labelled "AI"."""
    for entry in polib.pofile(str(catalogue)):
        for text in (
            entry.msgid,
            entry.msgid_plural,
            entry.msgstr,
            *entry.msgstr_plural.values(),
        ):
            assert "!" not in text, text
            assert not re.search(r"\bAI\b|trí tuệ nhân tạo", text), text


def test_one_english_text_has_one_vietnamese_text_in_all_catalogues():
    """Django takes the first it finds: where two packages mean different things, one of them needs other words."""
    found: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for catalogue in CATALOGUES:
        for entry in polib.pofile(str(catalogue)):
            said = (entry.msgstr, *entry.msgstr_plural.values())
            found.setdefault((entry.msgctxt, entry.msgid), set()).add(said)
    assert {text: said for text, said in found.items() if len(said) > 1} == {}


class Sample(forms.Form):
    employees = forms.IntegerField(min_value=1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("", "Anh/chị chưa điền chỗ này."),
        ("mười", "Chỗ này cần một số nguyên"),
        ("0", "Số này ít nhất là 1."),
    ],
)
def test_a_form_speaks_our_vietnamese_and_not_the_frameworks(typed, said):
    with translation.override("vi"):
        assert said in str(Sample({"employees": typed}).errors["employees"])


def own_fields() -> Iterator[tuple[str, str, forms.Field]]:
    for catalogue in CATALOGUES:
        package = import_module(catalogue.parts[-5])
        names = [
            one.name
            for one in walk_packages(package.__path__, f"{package.__name__}.")
            if "forms" in one.name
        ]
        for found in (
            one for name in names for one in vars(import_module(name)).values()
        ):
            if isinstance(found, type) and issubclass(found, forms.BaseForm):
                yield from (
                    (found.__name__, name, field)
                    for name, field in found.base_fields.items()
                )


def test_every_field_has_a_label_of_ours_since_the_list_of_errors_names_it():
    fields = list(own_fields())
    assert {"ShareForm", "ProfileForm", "InviteForm"} <= {
        form for form, _name, _field in fields
    }
    assert [(form, name) for form, name, field in fields if field.label is None] == []

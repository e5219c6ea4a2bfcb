"""The tone of all texts of the interface.

That they are complete is checked in tests/test_repository.py.
"""

import re
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from pkgutil import walk_packages
from types import ModuleType

import polib
import pytest
from django import forms
from django.utils import translation
from django.utils.translation import gettext

from language.texts import spoken_to

CATALOGUES = sorted(Path(__file__).parents[2].glob("*/locale/vi/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("catalogue", CATALOGUES, ids=lambda path: path.parts[-5])
def test_no_text_shouts_or_calls_the_rules_ai(catalogue):
    """Defect 5 of the peers: rule-based text is labelled "AI"."""
    for entry in polib.pofile(str(catalogue)):
        english = (entry.msgid, entry.msgid_plural)
        vietnamese = (entry.msgstr, *entry.msgstr_plural.values())
        for text in english + vietnamese:
            assert "!" not in text, text
            assert not re.search(r"\bAI\b|trí tuệ nhân tạo", text), text


def test_one_english_text_has_one_vietnamese_text_in_all_catalogues():
    """Django takes the first it finds: who means something else needs other words."""
    translations: dict[tuple[str | None, str], set[tuple[str, ...]]] = {}
    for catalogue in CATALOGUES:
        for entry in polib.pofile(str(catalogue)):
            text = (entry.msgctxt, entry.msgid)
            translation_of_text = (entry.msgstr, *entry.msgstr_plural.values())
            translations.setdefault(text, set()).add(translation_of_text)
    ambiguous = [text for text, several in translations.items() if len(several) > 1]
    assert ambiguous == []


class Sample(forms.Form):
    employees = forms.IntegerField(min_value=1)


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        ("", "Anh/chị chưa điền chỗ này."),
        ("mười", "Chỗ này cần một số nguyên"),
        ("0", "Số này ít nhất là 1."),
    ],
)
def test_a_form_speaks_our_vietnamese_and_not_the_frameworks(typed, message):
    with translation.override("vi"):
        assert message in str(Sample({"employees": typed}).errors["employees"])


def own_fields() -> Iterator[tuple[str, str, forms.Field]]:
    """(form, name, field) of every form of ours."""
    for catalogue in CATALOGUES:
        package = import_module(catalogue.parts[-5])
        for form in forms_of(package):
            for name, field in form.base_fields.items():
                yield form.__name__, name, field


def forms_of(package: ModuleType) -> Iterator[type[forms.BaseForm]]:
    for module in walk_packages(package.__path__, f"{package.__name__}."):
        if "forms" not in module.name:
            continue
        for value in vars(import_module(module.name)).values():
            if isinstance(value, type) and issubclass(value, forms.BaseForm):
                yield value


def test_every_field_has_a_label_of_ours_since_the_list_of_errors_names_it():
    fields = list(own_fields())
    names = {form for form, _name, _field in fields}
    assert {"ShareForm", "ProfileForm", "InviteForm"} <= names
    unlabelled = [(form, name) for form, name, field in fields if field.label is None]
    assert unlabelled == []


@pytest.mark.parametrize("language", ["vi", "en"])
def test_a_household_business_reads_every_text_that_has_no_noun_as_others_do(language):
    """Some texts are Django's as well: "Time" is an hour in its administration."""
    texts = {entry.msgid for path in CATALOGUES for entry in polib.pofile(str(path))}
    with translation.override(language):
        to_enterprise = {text: gettext(text) for text in texts}
    with translation.override(spoken_to(language, is_household=True)):
        to_household = {text: gettext(text) for text in texts}
    otherwise = {text for text in texts if to_household[text] != to_enterprise[text]}
    assert otherwise
    for text in otherwise:
        assert (
            "household" in to_household[text] or "hộ kinh" in to_household[text].lower()
        )

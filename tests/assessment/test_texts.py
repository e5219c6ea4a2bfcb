"""The tone of the frame's texts. That they are complete is checked for all packages in tests/test_repository.py."""

import re
from pathlib import Path

import polib
import pytest
from django import forms
from django.utils import translation

CATALOGUE = polib.pofile(str(Path(__file__).parents[2] / "assessment/locale/vi/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:40])
def test_a_text_neither_shouts_nor_promises_machines(entry):
    for text in (entry.msgid, entry.msgstr, *entry.msgstr_plural.values()):
        assert "!" not in text
        assert not re.search(r"\bAI\b", text)


class Sample(forms.Form):
    employees = forms.IntegerField(min_value=1)


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Anh/chị chưa điền chỗ này."), ("mười", "Chỗ này cần một số nguyên"), ("0", "Số này ít nhất là 1.")],
)
def test_a_form_speaks_our_vietnamese_and_not_the_frameworks(typed, said):
    with translation.override("vi"):
        assert said in str(Sample({"employees": typed}).errors["employees"])

"""The tone of the frame's texts. That they are complete is checked for all packages in tests/test_repository.py."""

import re
from pathlib import Path

import polib
import pytest

CATALOGUE = polib.pofile(str(Path(__file__).parents[2] / "assessment/locale/vi/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("entry", CATALOGUE, ids=lambda entry: entry.msgid[:40])
def test_a_text_neither_shouts_nor_promises_machines(entry):
    for text in (entry.msgid, entry.msgstr):
        assert "!" not in text
        assert not re.search(r"\bAI\b", text)

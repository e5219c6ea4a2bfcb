"""The reader's language, and texts in it."""

from collections.abc import Mapping

from django.utils.translation import get_language

LANGUAGES = ("vi", "en")  # every text of the site is in both


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def language_asked_for(query: Mapping[str, str]) -> str:
    """The one that the query of an address names with `lang`, else the reader's.

    Vietnamese for one that the site does not speak.
    """
    asked = (query.get("lang") or language())[:2]
    return asked if asked in LANGUAGES else "vi"


def in_language(texts: dict[str, str] | None) -> str:
    """A language map of the index or of a registry in the reader's language.

    Vietnamese where its author gave no other; "" where there is no text at all.
    """
    if not texts:
        return ""

    text = texts.get(language()) or texts["vi"]
    # A line must not end between a number and its percent sign.
    return text.replace(" %", "\u00a0%")

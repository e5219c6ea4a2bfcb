"""The reader's language, and texts in it."""

from django.utils.translation import get_language


def language() -> str:
    return "en" if (get_language() or "vi").startswith("en") else "vi"


def in_language(texts: dict[str, str] | None) -> str:
    """A language map of the index or of a registry in the reader's language.

    Vietnamese where its author gave no other; "" where there is no text at all.
    """
    if not texts:
        return ""

    text = texts.get(language()) or texts["vi"]
    # A line must not end between a number and its percent sign.
    return text.replace(" %", "\u00a0%")

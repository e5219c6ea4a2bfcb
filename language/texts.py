"""The reader's language, and texts in it."""

from collections.abc import Mapping

from django.utils import translation
from django.utils.translation import get_language

from language.household import VARIANT, for_household

LANGUAGES = ("vi", "en")  # every text of the site is in both


def language() -> str:
    return _written_in(spoken())


def _written_in(tongue: str) -> str:
    """The one of LANGUAGES that is read there: a variant is written in the same."""
    return "en" if tongue.startswith("en") else "vi"


def spoken() -> str:
    """The language with the variant in which the reader is spoken to, as caches must know it."""
    return get_language() or "vi"


def spoken_to(reader_language: str, *, is_household: bool) -> str:
    """What to activate for a text about an enterprise, or about a household business."""
    return f"{reader_language}{VARIANT}" if is_household else reader_language


def address(*, is_household: bool) -> None:
    """Speak of a household business from here on, to the end of the request."""
    if is_household:
        translation.activate(spoken_to(language(), is_household=True))


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
    # Asked for once: a page has hundreds of texts.
    tongue = spoken()
    written_in = _written_in(tongue)
    text = _text(texts, written_in)
    return for_household(text, written_in) if tongue.endswith(VARIANT) else text


def as_written(texts: dict[str, str] | None) -> str:
    """The same for what others wrote or a law is called, which nobody rewords."""
    return _text(texts, language())


def _text(texts: dict[str, str] | None, written_in: str) -> str:
    if not texts:
        return ""
    text = texts.get(written_in) or texts["vi"]
    # A line must not end between a number and its percent sign.
    return text.replace(" %", "\u00a0%")

"""Names in letters lead nowhere: whoever types one could otherwise send a link in our name."""

import re
from collections.abc import Mapping

# What mail programs make a link of: an address with its beginning, or words joined by dots
# whose last one could be a domain, the wide dots of other scripts too.
_BEGINNING = re.compile(r"\b[a-z][a-z0-9+.-]*:/*(?=\S)", re.IGNORECASE)
_DOT = re.compile(r"(?<=\w)[.。．｡](?=[^\W\d_]{2})")
_AT = re.compile(r"(?<=\S)@(?=\S)")
# Made by us, and meant to lead somewhere.
OURS = {"url", "stop_url"}


def without_links(text: str) -> str:
    """The same words, of which no mail program makes a link."""
    text = _BEGINNING.sub(" ", text)
    text = _DOT.sub(" ", text)
    return " ".join(_AT.sub(" ", text).split())


def in_letter(context: Mapping[str, object]) -> dict[str, object]:
    """What a letter is filled with, but for where it leads: typed by who knows whom."""
    return {
        name: value if name in OURS else _plain(value)
        for name, value in context.items()
    }


def _plain(value: object) -> object:
    if isinstance(value, str):
        return without_links(value)
    if isinstance(value, list | tuple):
        return [_plain(part) for part in value]
    return value

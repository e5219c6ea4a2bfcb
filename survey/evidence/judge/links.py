"""Where an address inside a file leads. Pure."""

import re

# Of a mail that was pasted, and of an empty page: they lead nowhere.
_NOWHERE = ("cid", "about")
_DRIVE = re.compile(r"[a-z]:(/|$)")
_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):")
# What a click would run or pry open, where a page, a letter or a call is expected.
_RUNS = ("javascript", "vbscript", "data", "mhtml", "search", "shell", "macro")
_RUN_TOO = ("ms-", "search-", "vnd.sun.star.")


def is_elsewhere(address: str) -> bool:
    """Whether fetching it leaves the reader's own machine."""
    plain = _plain(address)
    if _DRIVE.match(plain):
        return False
    scheme = _SCHEME.match(plain)
    if scheme is None:
        return plain.startswith("//")
    if scheme[1] != "file":
        return scheme[1] not in _NOWHERE
    # file:///C:/… is a place of one's own, file://server/… and file:////server/… are not.
    path = plain.removeprefix("file:")
    return re.match(r"//[^/]|////", path) is not None


def runs_something(address: str) -> bool:
    """Whether following it does more than open a page, a letter or a call."""
    scheme = _SCHEME.match(_plain(address))
    return scheme is not None and (scheme[1] in _RUNS or scheme[1].startswith(_RUN_TOO))


def _plain(address: str) -> str:
    """As programs read it: without shapeless signs, whichever way its slashes lean."""
    signs = (sign for sign in address if sign > " " and sign != "\x7f")
    return "".join(signs).replace("\\", "/").lower()

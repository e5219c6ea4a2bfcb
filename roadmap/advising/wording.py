"""Why a step is advised, in both languages at once."""

from collections.abc import Iterable

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from indexes.advice.advised import (
    BY_OWNER,
    FLOOR,
    NEEDED,
    NO_LAW,
    NOT_HERE,
    SERVES,
    Advised,
    Reason,
)
from indexes.index.model import Index
from language.texts import LANGUAGES, in_language

PURPOSES = {
    "sell": gettext_lazy("to sell more"),
    "time": gettext_lazy("to save time"),
    "spend": gettext_lazy("to spend less"),
    "know": gettext_lazy("to know the figures"),
    "rules": gettext_lazy("to keep the rules"),
    "safe": gettext_lazy("to stay safe"),
}
LEFT_OUT = {
    NOT_HERE: gettext_lazy("does not fit how the enterprise works"),
    BY_OWNER: gettext_lazy("the owner says it is not for the enterprise"),
    NO_LAW: gettext_lazy("the law does not ask it of this enterprise"),
}


def in_both(reason: Reason, code: str, advised: Advised) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = why(reason, code, advised)
    return said


def why(reason: Reason, code: str, advised: Advised) -> str:
    """In the reader's language."""
    if reason.kind == FLOOR:
        if advised.of(code).law:
            return _("The law asks for it.")
        return _("Needed before anything else.")
    if reason.kind == NEEDED:
        names = names_of(advised.index, reason.by)
        return _("Has to come before: %(names)s.") % {"names": names}
    if reason.kind == SERVES:
        return _("Helps %(purposes)s.") % {"purposes": purposes_of(reason.by)}
    return _("Brings points at little effort.")


def names_of(index: Index, codes: Iterable[str]) -> str:
    return ", ".join(name_of(index, code) for code in codes)


def name_of(index: Index, code: str) -> str:
    return in_language(index.questions[code]["name"])


def purposes_of(purposes: Iterable[str]) -> str:
    return get_text_list([PURPOSES[purpose] for purpose in purposes], _("and"))

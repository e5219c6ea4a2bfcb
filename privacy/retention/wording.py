"""How long something is kept, in words."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from language.formats import lasting
from language.texts import in_language, language
from registry.retention import Rule

NAMED = {"Law ": "Luật ", "Decree ": "Nghị định ", " Art. ": " Điều "}


def term_in_words(rule: Rule) -> str:
    if rule.days is None:
        return _("as long as %(what)s") % {"what": in_language(rule.as_long_as)}
    after = in_language(rule.after)
    if rule.days == 0:
        return _("once %(what)s") % {"what": after}
    return _("%(term)s after %(what)s") % {"term": lasting(rule.days), "what": after}


def deed_in_words(rule: Rule) -> str:
    """What becomes of it, and that a letter goes before; "" where nothing waits for a day."""
    if rule.does is None:
        return ""
    does = in_language(rule.does)
    if rule.warn_before is None:
        return does
    letter = ngettext(
        "a letter says so %(days)s day before",
        "a letter says so %(days)s days before",
        rule.warn_before,
    )
    return f"{does}; {letter % {'days': rule.warn_before}}"


def law_in_words(rule: Rule) -> str:
    return _("our own choice") if rule.is_ours else cited(rule.law)


def cited(law: str) -> str:
    """As laws are named in the reader's language: the files name them in English."""
    if language() == "en":
        return law
    for english, vietnamese in NAMED.items():
        law = law.replace(english, vietnamese)
    return law

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
from indexes.advice.model import QuestionAdvice
from indexes.index.model import Index
from language.texts import LANGUAGES, in_language
from roadmap.wording import FLOORS, LEAST_EFFORT, NAMED, needed, serves
from survey.ways.wording import WANTS

LEFT_OUT = {
    NOT_HERE: gettext_lazy("does not fit how the enterprise works"),
    BY_OWNER: gettext_lazy("the owner says it is not for the enterprise"),
    NO_LAW: gettext_lazy("the law does not ask it of this enterprise"),
}
FEW = 2  # names in one line


def in_both(reason: Reason, code: str, advised: Advised) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = why(reason, code, advised)
    return said


def why(reason: Reason, code: str, advised: Advised) -> str:
    """In the reader's language."""
    if reason.kind == FLOOR:
        return str(FLOORS[floor_kind(advised.of(code))])
    if reason.kind == NEEDED and not reason.by:
        return str(NAMED)
    if reason.kind == NEEDED:
        names = [name_of(advised.index, base) for base in reason.by[:FEW]]
        return needed(names, len(reason.by) - FEW)
    if reason.kind == SERVES:
        return serves([str(WANTS[purpose]) for purpose in reason.by])
    return str(LEAST_EFFORT)


def floor_kind(said: QuestionAdvice) -> str:
    """What such a floor is there for."""
    is_for_rules = said.serves.get("rules", 0) > said.serves.get("safe", 0)
    return "rules" if said.law or is_for_rules else "safe"


def name_of(index: Index, code: str) -> str:
    return in_language(index.questions[code]["name"])


def wanted(purposes: Iterable[str]) -> str:
    return get_text_list([str(WANTS[purpose]) for purpose in purposes], _("and"))

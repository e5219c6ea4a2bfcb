"""Why a step is advised, in both languages at once."""

from collections.abc import Iterable, Sequence

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
from language.texts import LANGUAGES
from roadmap.planning.level_words import task_name
from roadmap.wording import FLOORS, LEAST_EFFORT, NAMED, needed, serves, serves_little
from survey.ways.wording import WANTS

LEFT_OUT = {
    NOT_HERE: gettext_lazy("does not fit how the enterprise works"),
    BY_OWNER: gettext_lazy("the owner says it is not for the enterprise"),
    NO_LAW: gettext_lazy("the law does not ask it of this enterprise"),
}
FEW = 2  # names in one line
MUCH = 2  # of the points, 1 to 3, by which a step serves a purpose


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
        names = [task_name(advised.index, base) for base in reason.by[:FEW]]
        return needed(names, len(reason.by) - FEW)
    if reason.kind == SERVES:
        return _serves(reason.by, advised.of(code))
    return str(LEAST_EFFORT)


def _serves(purposes: Sequence[str], said: QuestionAdvice) -> str:
    """What serves a want a little is not told as if it served it much."""
    is_little = max(map(said.serves.__getitem__, purposes)) < MUCH
    wants = [str(WANTS[purpose]) for purpose in purposes]
    return serves_little(wants) if is_little else serves(wants)


def floor_kind(said: QuestionAdvice) -> str:
    """What such a floor is there for."""
    is_for_rules = said.serves.get("rules", 0) > said.serves.get("safe", 0)
    return "rules" if said.law or is_for_rules else "safe"


def wanted(purposes: Iterable[str]) -> str:
    return get_text_list([str(WANTS[purpose]) for purpose in purposes], _("and"))

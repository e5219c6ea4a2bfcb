"""Why a step is advised, in both languages at once."""

from collections.abc import Callable, Iterable, Sequence

from django.utils.text import get_text_list
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from indexes.advice.absent import DEAR, LATER, LAW_OPEN, NEXT, SKIPPED, THERE
from indexes.advice.advised import (
    BY_OWNER,
    FLOOR,
    HAD,
    NEEDED,
    NO_LAW,
    SERVES,
    Advised,
    Reason,
)
from indexes.advice.fits import NOT_HERE, TOO_FEW
from indexes.advice.model import QuestionAdvice
from indexes.advice.taken_up import points_at_once
from language.texts import LANGUAGES, in_language
from roadmap.planning.level_words import task_name
from roadmap.wording import (
    ABSENT,
    FLOORS,
    FOR_LEVEL,
    FOR_LEVEL_TO,
    NAMED,
    OF_LAW,
    at_once,
    needed,
    only_where,
    serves,
    serves_little,
)
from survey.ways.wording import WANTS

# As headings over names, for whoever reads about a firm.
LEFT_OUT = {
    NOT_HERE: gettext_lazy("does not fit how the enterprise works"),
    BY_OWNER: gettext_lazy("the owner says it is not for the enterprise"),
    TOO_FEW: gettext_lazy("so few people can do without it"),
    HAD: gettext_lazy("whoever trades like this has it already"),
    NO_LAW: gettext_lazy("the law does not ask it of this enterprise"),
    LAW_OPEN: gettext_lazy("the law may ask for it, which its revenue decides"),
    THERE: gettext_lazy("there already"),
    SKIPPED: gettext_lazy("needed first, but not in this plan"),
    DEAR: gettext_lazy("too dear at first"),
    NEXT: gettext_lazy("wanted, and next after these steps"),
    LATER: gettext_lazy("not needed for this level"),
}
FEW = 2  # names in one line
MUCH = 2  # of the points, 1 to 3, by which a step serves a purpose


def in_both(say: Callable[[], str]) -> dict[str, str]:
    said = {}
    for language in LANGUAGES:
        with override(language):
            said[language] = say()
    return said


def why(reason: Reason, code: str, advised: Advised, level: int | None = None) -> str:
    """In the reader's language. level: the overall one that the plan reaches."""
    if reason.kind == FLOOR:
        return _floor(advised, advised.of(code))
    if reason.kind == NEEDED and not reason.by:
        return str(NAMED)
    if reason.kind == NEEDED:
        names = [task_name(advised.index, base) for base in reason.by[:FEW]]
        return needed(names, len(reason.by) - FEW)
    if reason.kind == SERVES:
        return _serves(reason.by, advised.of(code))
    return str(FOR_LEVEL_TO) % {"level": level} if level else str(FOR_LEVEL)


def why_so_far(advised: Advised, code: str, start: int, end: int) -> str:
    """Why a step leads over several levels; empty where it does not."""
    question, told = advised.index.questions[code], advised.of(code).options
    return at_once(points_at_once(question, told, advised.chosen(code), start, end))


def _floor(advised: Advised, said: QuestionAdvice) -> str:
    law = advised.advice.laws.get(said.law) if advised.advice else None
    if law:
        return str(OF_LAW) % {"law": in_language(law.say)}
    return str(FLOORS[floor_kind(said)])


def why_absent(kind: str, code: str, advised: Advised) -> str:
    """Of what is no step, said to its owner in the reader's language."""
    if kind == NOT_HERE and advised.advice:
        ways = sorted(advised.of(code).ways)
        return only_where([in_language(advised.advice.ways[way]) for way in ways])
    return str(ABSENT[kind])


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

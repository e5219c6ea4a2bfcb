"""What a page of what-if shows of each question: where it stands, and what it may be moved to."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from indexes.advice.fits import unfit_by
from language.texts import in_language
from roadmap import wording
from roadmap.planning.level_words import is_levelled, mark_of, next_mark, what_is_open
from roadmap.planning.position import Position
from roadmap.posted import FIELD
from roadmap.what_if.state import PillarState, State
from survey.models import Answer

MOST_ROWS = 80  # that are sent at once
LONGEST_WORD = 24  # characters of a mark; what is longer reads as a sentence


@dataclass(frozen=True)
class Choice:
    """One level a question may be moved to.

    mark: what the button says, the number of the level or a short word.
    """

    level: int
    mark: str
    text: str
    is_now: bool
    is_chosen: bool

    @property
    def value(self) -> str:
        """As it is sent: some questions have thousands of levels, and 4.625 would be none."""
        return str(self.level)


@dataclass(frozen=True)
class Row:
    """One question that applies."""

    code: str
    name: str
    field: str
    now_mark: str
    choices: tuple[Choice, ...]
    is_long: bool  # its marks are words
    note: str  # of a tool what it does, of options those still open
    is_left_out: bool = False
    unfit: str = ""  # why it makes no sense for how the enterprise works

    @property
    def is_folded(self) -> bool:
        """What makes no sense stands last, behind one tap; not once it was moved."""
        return bool(self.unfit) and not self.is_moved

    @property
    def is_text(self) -> bool:
        """Its marks are sentences."""
        longest = max(len(choice.mark) for choice in self.choices)
        return self.is_long and longest > LONGEST_WORD

    @property
    def is_moved(self) -> bool:
        return any(choice.is_chosen and not choice.is_now for choice in self.choices)

    @property
    def chosen(self) -> str:
        """As it is sent; nothing where it stands at none of those that are offered."""
        chosen = (choice.value for choice in self.choices if choice.is_chosen)
        return next(chosen, "")


@dataclass(frozen=True)
class Group:
    """The rows of one indicator; no name where it is the only one of its pillar."""

    name: str
    rows: tuple[Row, ...]

    @property
    def listed(self) -> list[Row]:
        return [row for row in self.rows if not row.is_folded]

    @property
    def folded(self) -> list[Row]:
        return [row for row in self.rows if row.is_folded]


@dataclass(frozen=True)
class PillarRows:
    """is_shown: else its answers go along unseen, until it is opened, as the only one."""

    state: PillarState
    groups: tuple[Group, ...]
    is_shown: bool = True
    is_opened: bool = False

    @property
    def rows(self) -> list[Row]:
        return [row for group in self.groups for row in group.rows]


def shown_in_part(pillars: list[PillarRows], opened: str) -> list[PillarRows]:
    """Of a long index one pillar at a time: all its sentences would be forty kilobytes."""
    if sum(len(pillar.rows) for pillar in pillars) <= MOST_ROWS:
        return pillars
    parts = []
    for pillar in pillars:
        is_opened = pillar.state.code == opened
        parts.append(replace(pillar, is_shown=is_opened, is_opened=is_opened))
    return parts


def rows_of(
    position: Position,
    levels: list[int],
    state: State,
    answers: Mapping[str, Answer] | None = None,
    left_out: Collection[str] = (),
) -> list[PillarRows]:
    """Every question that applies, by pillar and indicator, with where it stands now."""
    answers = answers or {}
    by_pillar: dict[str, dict[str, list[Row]]] = {}
    for code in position.counted:
        question = position.index.questions[code]
        level = levels[position.place[code]]
        is_left_out = code in left_out
        row = _row(position, code, level, answers.get(code), is_left_out)
        parts = by_pillar.setdefault(question["pillar"], {})
        parts.setdefault(question["indicator"], []).append(row)
    names = _indicator_names(position)
    pillars = []
    for pillar in state.pillars:
        # A pillar in which nothing applies has no rows to show.
        if pillar.code in by_pillar:
            groups = _groups(names, by_pillar[pillar.code])
            pillars.append(PillarRows(pillar, groups))
    return pillars


def _groups(
    names: Mapping[str, str], parts: Mapping[str, list[Row]]
) -> tuple[Group, ...]:
    groups = []
    for code, rows in parts.items():
        # Where a group is answered as a whole, its only question has the name already.
        says_the_same = len(rows) == 1 and rows[0].name == names[code]
        is_named = len(parts) > 1 and not says_the_same
        groups.append(Group(names[code] if is_named else "", tuple(rows)))
    return tuple(groups)


def _indicator_names(position: Position) -> dict[str, str]:
    names = {}
    for pillar in position.index.pillars:
        for part in pillar["indicators"]:
            names[part["code"]] = in_language(part["name"])
    return names


def _row(
    position: Position, code: str, chosen: int, answer: Answer | None, is_left_out: bool
) -> Row:
    question = position.index.questions[code]
    now = position.level(code)
    choices = []
    for level in position.levels_to_choose(code):
        mark = next_mark(position, code, level)
        text = _sentence(question, level, mark_of(position, code, level))
        choices.append(Choice(level, mark, text, level == now, level == chosen))
    return Row(
        code=code,
        name=in_language(question["name"]),
        field=f"{FIELD}{code}",
        now_mark=mark_of(position, code, now),
        choices=tuple(choices),
        is_long=not is_levelled(position, code),
        note=_note(question, answer),
        is_left_out=is_left_out,
        unfit=_unfit(position, code),
    )


def _unfit(position: Position, code: str) -> str:
    """Empty where it makes sense, and where it is as high as can be: nobody is advised more."""
    if position.level(code) == position.top(code):
        return ""
    why = unfit_by(position.advice_on(code), position.firm)
    return str(wording.ABSENT[why]) if why else ""


def _sentence(question: dict, level: int, mark: str) -> str:
    """A choice as a sentence."""
    # Anchors of options are points in the units of the question: their mark says more.
    if question["kind"] == "multiple":
        return mark
    return in_language(question["anchors"][level])


def _note(question: dict, answer: Answer | None) -> str:
    if question["kind"] == "tool":
        return in_language(question["what"])
    if question["kind"] == "multiple":
        return what_is_open(_("Still open: %(names)s"), question, answer)
    return ""

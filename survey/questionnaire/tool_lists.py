"""The list of an industry's tools: drawn, and read again from what was posted.

Ticked is what is in use; each tool is an answer only once the whole list was looked at. What
makes no sense for how the firm works is folded away, and can be ticked there all the same.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from indexes.advice.fits import fits_ways
from indexes.advice.jobs import by_job
from indexes.advice.queries import advice_of
from indexes.index.model import Index
from language.texts import in_language
from survey.answers.values import ANSWERED, CLEARED, AnswerValue, has_changed
from survey.models import Answer
from survey.questionnaire.faces import help_of
from survey.questionnaire.posted import Find, shown_in_list
from survey.questionnaire.storage import QuestionnaireStorage
from survey.questionnaire.wording import denied


@dataclass(frozen=True)
class Tool:
    code: str
    name: str
    what: str
    builds_on: str  # names of the tools below it
    ticked: bool


@dataclass(frozen=True)
class ToolGroup:
    """Tools that help with the same job; without a name where nobody says with which."""

    name: str
    tools: tuple[Tool, ...]


@dataclass(frozen=True)
class Unfit:
    """Tools that make no sense for how the firm works, and why. None of them is in use."""

    why: str
    tools: tuple[Tool, ...]


@dataclass(frozen=True)
class ToolList:
    """Everything `_tools.html` prints."""

    code: str
    number: int
    ask: str
    name: str
    note: str
    help: SafeString
    groups: tuple[ToolGroup, ...]
    unfit: Unfit | None
    was: str  # what the page shows: CODE=1 in use, CODE=0 not in use
    all_seen: bool
    to_confirm: bool
    changed: list[str]  # tools that were called otherwise in the last round
    post_url: str

    @property
    def tools(self) -> list[Tool]:
        listed = [tool for group in self.groups for tool in group.tools]
        folded = self.unfit.tools if self.unfit else ()
        return [*listed, *folded]

    @property
    def in_use(self) -> int:
        return sum(tool.ticked for tool in self.tools)

    @property
    def anchor(self) -> str:
        return self.code.replace(".", "-")

    @property
    def params(self) -> str:
        """Names of the fields that the list sends when it is saved alone."""
        fields = [self.code, f"{self.code}-all", f"{self.code}-was"]
        return ",".join([*fields, "confirm", "csrfmiddlewaretoken"])


def tool_list(storage: QuestionnaireStorage, name: str, number: int) -> ToolList:
    index, answers = storage.index, storage.answers
    indicator = indicator_of(index, name)
    levels = {code: _level(answers, code) for code in index.tools[name]}
    answered = [code for code in levels if levels[code] is not None]
    shown = [f"{code}={levels[code]}" for code in answered]
    waits = any(answers[code].to_confirm for code in answered)
    unfit = _unfit(storage, levels)
    listed = {code: levels[code] for code in levels if code not in unfit}
    return ToolList(
        code=name,
        number=number,
        ask=in_language(indicator["ask"]),
        name=in_language(indicator["name"]),
        note=in_language(indicator.get("note")),
        help=help_of(indicator),
        groups=tuple(_groups(index, listed)),
        unfit=_folded(index, unfit),
        was=" ".join(shown),
        # A copied list was looked at in another round.
        all_seen=len(answered) == len(levels) and not waits,
        to_confirm=waits,
        changed=_changed(storage, levels),
        post_url=storage.answer_url(name),
    )


def _changed(storage: QuestionnaireStorage, codes: Iterable[str]) -> list[str]:
    changed = [code for code in codes if has_changed(storage.answers.get(code))]
    return [in_language(storage.index.questions[code]["name"]) for code in changed]


def _groups(index: Index, levels: Mapping[str, int | None]) -> Iterator[ToolGroup]:
    for job in by_job(advice_of(index.id), index.variant, levels):
        tools = [_tool(index, code, levels[code]) for code in job.codes]
        yield ToolGroup(in_language(job.name), tuple(tools))


def _unfit(
    storage: QuestionnaireStorage, levels: Mapping[str, int | None]
) -> list[str]:
    """What is in use all the same stays where it is looked for."""
    advice, firm = advice_of(storage.index.id), storage.firm
    if advice is None or not firm.ways:
        return []
    unfit = []
    for code, level in levels.items():
        if level != 1 and fits_ways(advice.question(code), firm) is False:
            unfit.append(code)
    return unfit


def _folded(index: Index, unfit: Collection[str]) -> Unfit | None:
    if not unfit:
        return None
    advice = advice_of(index.id)
    ways = set()
    for code in unfit:
        ways |= advice.question(code).ways
    # In the order in which they were asked.
    asked = [way for way in advice.asked_of(index.variant) if way in ways]
    why = denied([in_language(advice.ways[way]) for way in asked])
    # Where it stands in the list says nothing of what it earns.
    tools = tuple(_tool(index, code, None) for code in unfit)
    return Unfit(why, tools)


def indicator_of(index: Index, code: str) -> dict:
    """The part of the document that a list of tools stands for."""
    for pillar in index.sections:
        for indicator in pillar["indicators"]:
            if indicator["code"] == code:
                return indicator
    raise KeyError(code)


def _level(answers: Mapping[str, Answer], code: str) -> int | None:
    answer = answers.get(code)
    if answer is None or answer.state != ANSWERED:
        return None
    return answer.level


def _tool(index: Index, code: str, level: int | None) -> Tool:
    tool = index.questions[code]
    below = []
    for other in tool.get("builds_on", ()):
        below.append(in_language(index.questions[other]["name"]))
    return Tool(
        code=code,
        name=in_language(tool["name"]),
        what=in_language(tool["what"]),
        builds_on=", ".join(below),
        ticked=level == 1,
    )


@dataclass(frozen=True)
class PostedList:
    """What a page sent of a list of tools.

    NAME has the ticked codes, NAME-all says that the whole list was looked at, and NAME-was
    what the page had shown.
    """

    name: str
    data: QueryDict
    find: Find

    @property
    def all_seen(self) -> bool:
        return f"{self.name}-all" in self.data

    @property
    def is_confirmed(self) -> bool:
        return self.data.get("confirm") in (self.name, "all")

    def value(self, code: str, was: str) -> AnswerValue | None:
        """What is new for one tool; None when nothing is."""
        is_ticked = code in self.data.getlist(self.name)
        # A copied list that is confirmed tells its noes as well, of the tools it knew.
        is_known = self.all_seen or (self.is_confirmed and was != "")
        if is_ticked or is_known:
            level = int(is_ticked)
            is_new = was != str(level) or self._is_looked_at(code)
            return AnswerValue(level=level) if is_new else None

        # A no that was copied and is not confirmed yet only waits; it was not taken back.
        if was == "" or (was == "0" and self._waits(code)):
            return None
        return AnswerValue(state=CLEARED)

    def _is_looked_at(self, code: str) -> bool:
        """The same answer counts anew where a person has looked at a copied one."""
        return (self.all_seen or self.is_confirmed) and self._waits(code)

    def _waits(self, code: str) -> bool:
        answer = self.find(code)
        return answer is not None and answer.to_confirm


def read_tools(
    name: str, codes: Iterable[str], data: QueryDict, find: Find
) -> dict[str, AnswerValue]:
    """What is new in a list of tools.

    A tool without a tick is an answer ("not in use") only once the whole list was looked at;
    before, nothing is known of it.
    """
    # Another list, or a page made before the list was drawn.
    if f"{name}-was" not in data:
        return {}

    posted = PostedList(name, data, find)
    shown = shown_in_list(name, data)
    values = {}
    for code in codes:
        value = posted.value(code, shown.get(code, ""))
        if value is not None:
            values[code] = value
    return values

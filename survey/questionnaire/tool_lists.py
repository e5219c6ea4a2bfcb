"""The list of an industry's tools: drawn, and read again from what was posted.

Ticked is what is in use; each tool is an answer only once the whole list was looked at.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from django.http import QueryDict
from django.utils.safestring import SafeString

from indexes.index.model import Index
from language.texts import in_language
from survey.answers.values import ANSWERED, CLEARED, AnswerValue
from survey.models import Answer
from survey.questionnaire.faces import help_of
from survey.questionnaire.posted import Find
from survey.questionnaire.storage import QuestionnaireStorage


@dataclass(frozen=True)
class Tool:
    code: str
    name: str
    what: str
    builds_on: str  # names of the tools below it
    ticked: bool


@dataclass(frozen=True)
class ToolList:
    """Everything `_tools.html` prints."""

    code: str
    number: int
    ask: str
    name: str
    note: str
    help: SafeString
    tools: tuple[Tool, ...]
    was: str  # what the page shows: CODE=1 in use, CODE=0 not in use
    all_seen: bool
    to_confirm: bool
    post_url: str

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
    answered = [code for code, level in levels.items() if level is not None]
    waits = any(answers[code].to_confirm for code in answered)
    return ToolList(
        code=name,
        number=number,
        ask=in_language(indicator["ask"]),
        name=in_language(indicator["name"]),
        note=in_language(indicator.get("note")),
        help=help_of(indicator),
        tools=tuple(_tool(index, code, level) for code, level in levels.items()),
        was=" ".join(f"{code}={levels[code]}" for code in answered),
        all_seen=len(answered) == len(levels) and not waits,
        to_confirm=waits,
        post_url=storage.answer_url(name),
    )


def indicator_of(index: Index, code: str) -> dict:
    """The part of the document that a list of tools stands for."""
    for pillar in index.sections:
        for indicator in pillar["indicators"]:
            if indicator["code"] == code:
                return indicator
    raise KeyError(code)


def _level(answers: Mapping[str, Answer], code: str) -> int | None:
    answer = answers.get(code)
    return answer.level if answer and answer.state == ANSWERED else None


def _tool(index: Index, code: str, level: int | None) -> Tool:
    tool = index.questions[code]
    below = [index.questions[other] for other in tool.get("builds_on", ())]
    return Tool(
        code=code,
        name=in_language(tool["name"]),
        what=in_language(tool["what"]),
        builds_on=", ".join(in_language(other["name"]) for other in below),
        ticked=level == 1,
    )


def read_tools(
    name: str, codes: Iterable[str], data: QueryDict, find: Find
) -> dict[str, AnswerValue]:
    """What is new in a posted list.

    NAME has the ticked codes, NAME-all says that the whole list was looked at.
    Only then is a tool without a tick an answer ("not in use"); before, nothing is known of it.
    A copied list that is confirmed tells it as well, of the tools it knew.
    """
    if f"{name}-was" not in data:
        return {}
    return dict(_changes(name, codes, data, find))


def _changes(
    name: str, codes: Iterable[str], data: QueryDict, find: Find
) -> Iterator[tuple[str, AnswerValue]]:
    shown = _shown(data[f"{name}-was"])
    ticked, all_seen = data.getlist(name), f"{name}-all" in data
    is_confirmed = data.get("confirm") in (name, "all")
    for code in codes:
        was = shown.get(code, "")
        is_known = all_seen or (is_confirmed and was)
        if code in ticked or is_known:
            level = int(code in ticked)
            # What stands is read only where the page alone does not say that it is new.
            looked_at = all_seen or is_confirmed
            if was != str(level) or (looked_at and _waits(find(code))):
                yield code, AnswerValue(level=level)
        elif was and not (was == "0" and _waits(find(code))):
            yield code, AnswerValue(state=CLEARED)


def _shown(was: str) -> dict[str, str]:
    """The levels by tool that the page showed, out of its hidden field."""
    pairs = [pair.partition("=") for pair in was.split()]
    return {code: level for code, equals, level in pairs if equals}


def _waits(answer: Answer | None) -> bool:
    """Copied and not confirmed yet."""
    return answer is not None and answer.to_confirm

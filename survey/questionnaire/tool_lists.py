"""The list of an industry's tools: ticked where in use, each an answer only once the whole list was looked at."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from language.texts import in_language
from survey.answers.values import ANSWERED
from survey.models import Answer
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
        return (
            f"{self.code},{self.code}-all,{self.code}-was,confirm,csrfmiddlewaretoken"
        )


def tool_list(storage: QuestionnaireStorage, name: str, number: int) -> ToolList:
    index, answers = storage.index, storage.answers
    codes = index.tools[name]
    part = next(
        one
        for pillar in index.sections
        for one in pillar["indicators"]
        if one["code"] == name
    )
    levels = {code: _level(answers, code) for code in codes}
    waiting = any(
        answers[code].to_confirm for code in codes if levels[code] is not None
    )
    explained = {key: in_language(text) for key, text in part.get("help", {}).items()}
    return ToolList(
        code=name,
        number=number,
        ask=in_language(part["ask"]),
        name=in_language(part["name"]),
        note=in_language(part.get("note")),
        help=render_to_string("survey/_help.html", {"help": explained})
        if explained
        else SafeString(""),
        tools=tuple(_tool(storage, code, levels[code]) for code in codes),
        was=" ".join(
            f"{code}={level}" for code, level in levels.items() if level is not None
        ),
        all_seen=not waiting and None not in levels.values(),
        to_confirm=waiting,
        post_url=storage.answer_url(name),
    )


def _level(answers: Mapping[str, Answer], code: str) -> int | None:
    answer = answers.get(code)
    return answer.level if answer and answer.state == ANSWERED else None


def _tool(storage: QuestionnaireStorage, code: str, level: int | None) -> Tool:
    questions = storage.index.questions
    below = ", ".join(
        in_language(questions[other]["name"])
        for other in questions[code].get("builds_on", ())
    )
    return Tool(
        code,
        in_language(questions[code]["name"]),
        in_language(questions[code]["what"]),
        below,
        level == 1,
    )

"""The lasting part of a question, made once per process and language: texts and answer cards.

A language here is as it is spoken (`language.texts.spoken`): households have a variant of it.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from indexes.index.model import Index
from indexes.index.options import is_one_a_row
from indexes.index.questions import (
    FREE,
    choosable,
    has_numbered_levels,
    is_bare,
)
from language.texts import in_language


@dataclass(frozen=True)
class Face:
    ask: str
    name: str
    group: str
    # In the order of levels, or by level where there are very many.
    anchors: Sequence[str] | Mapping[int, str]
    help: SafeString
    numerator: str
    denominator: str
    numerator_unit: str
    denominator_unit: str


# A handful of indexes in two languages; one of a thousand questions would still fit.
@lru_cache(maxsize=4096)
def face_of(index: Index, code: str, reader_language: str) -> Face:
    """`reader_language` is the active one; it stands there for the memory only."""
    question = index.questions[code]
    own = question.get("numerator", {})
    whole = question.get("denominator", {})
    # A share of a number of the round has no name of its own for that number.
    figure = index.figures.get(whole.get("figure", ""), {})
    return Face(
        ask=in_language(question["ask"]),
        name=in_language(question["name"]),
        group=in_language(question.get("group")),
        anchors=_anchors(question),
        help=help_of(question),
        numerator=in_language(own.get("name") or question["name"]),
        denominator=in_language(whole.get("name") or figure.get("name")),
        numerator_unit=own.get("unit") or question.get("unit", ""),
        denominator_unit=whole.get("unit") or figure.get("unit", ""),
    )


def _anchors(question: dict) -> Sequence[str] | Mapping[int, str]:
    anchors = question.get("anchors", ())
    if "linear" not in question:
        return tuple(map(in_language, anchors))
    return {level: in_language(anchors[level]) for level in choosable(question)}


def help_of(asked: dict) -> SafeString:
    """What explains a question, or a list of tools; "" where its author explains nothing."""
    explained = {}
    for part, text in asked.get("help", {}).items():
        explained[part] = in_language(text)
    if not any(explained.values()):
        return SafeString("")
    return render_to_string("survey/_help.html", {"help": explained})


# By the picked card too. Whole questions are kept in `kept`, these for the others.
@lru_cache(maxsize=1024)
def choices_of(
    index: Index, code: str, reader_language: str, picked: str
) -> SafeString:
    """The answer cards: most of a page, and different only in the picked one."""
    question = index.questions[code]
    # What is typed freely has nothing to pick.
    if question["kind"] in FREE:
        return SafeString("")

    context = {
        "code": code,
        "picked": picked,
        "may_skip": bool(question.get("not_applicable")),
    }
    if "rows" in question:
        return _table(question, context)
    if question["kind"] == "multiple":
        context |= {"options": _options(question), "chosen": picked.split("+")}
        return render_to_string("survey/_options.html", context)
    levels = _levels(index, code, reader_language)
    if is_scale(index, code):
        return _scale(context, levels)
    return render_to_string("survey/_choices.html", context | {"choices": levels})


def row_field(question: dict, row: str) -> str:
    """The name under which a row of a table is sent: of its own where it has one choice only."""
    code = question["code"]
    return f"{code}-row-{row}" if is_one_a_row(question) else code


def rows_of(question: dict) -> tuple[str, ...]:
    """Names of the fields of a table, row by row."""
    rows = question.get("rows", ())
    return tuple(row_field(question, row["id"]) for row in rows)


def _table(question: dict, context: dict) -> SafeString:
    """Rows and columns with a tick in every cell, or one choice in every row."""
    columns = question["columns"]
    context |= {
        "type": "radio" if is_one_a_row(question) else "checkbox",
        "chosen": context["picked"].split("+"),
        "columns": [
            {"id": column["id"], "text": in_language(column["name"])}
            for column in columns
        ],
        "rows": [_row(question, row) for row in question["rows"]],
        "none": in_language(question.get("none")),
    }
    return render_to_string("survey/_table.html", context)


def _row(question: dict, row: dict) -> dict:
    cells = []
    for column in question["columns"]:
        cells.append(
            {
                "value": f"{row['id']}.{column['id']}",
                "column": column["id"],
                "text": in_language(column["name"]),
            }
        )
    return {
        "id": row["id"],
        "text": in_language(row["name"]),
        "field": row_field(question, row["id"]),
        "cells": cells,
    }


def is_scale(index: Index, code: str) -> bool:
    """Whether the answers are plain numbers, from 0 to 10, of which only the ends have words."""
    bare = index.questions[code].get("bare", frozenset())
    inner = range(1, len(index.questions[code].get("anchors", ())) - 1)
    return bool(inner) and bare.issuperset(inner)


def _scale(context: dict, levels: list[dict]) -> SafeString:
    for level in levels:
        # A number needs no words that only say it once more.
        level["words"] = "" if level["is_bare"] else level["text"]
    ends = [level for level in levels if level["words"]]
    return render_to_string(
        "survey/_scale.html", context | {"choices": levels, "ends": ends}
    )


def _options(question: dict) -> list[dict]:
    return [
        {"value": option["id"], "text": in_language(option["name"])}
        for option in question["options"]
    ]


def _levels(index: Index, code: str, reader_language: str) -> list[dict]:
    """The levels of a question under their shown number; options of which one holds have none."""
    question = index.questions[code]
    has_marks = has_numbered_levels(question)
    face = face_of(index, code, reader_language)
    levels = []
    for level in choosable(question):
        mark = str(index.shown_level(code, level)) if has_marks else ""
        levels.append(
            {
                "value": str(level),
                "mark": mark,
                "text": face.anchors[level],
                "is_bare": is_bare(question, level),
            }
        )
    return levels

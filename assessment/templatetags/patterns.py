"""{% patterned "template.html" name=value … %}: included; drawn once for all that look alike.

Alike is what differs in its texts alone, none of them empty in one and not in the other. It is
drawn with holes, and the texts of each are put into them. So a template drawn so may ask whether
there is a text and set it; it asks nothing else of it, and numbers reach it as texts.
"""

import re
from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from functools import cache, lru_cache
from html import escape
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from language.texts import spoken

register = template.Library()

Shape = tuple[Any, type]
# Also good for a part of an address, so that one may be made of it.
HOLE = re.compile(r"zq(\d+)hole")


class NumberError(Exception):
    """A template that is drawn once would say the same number of everything."""


class Number:
    """In place of one: whatever asks for it is told at once."""

    def __str__(self) -> str:
        raise NumberError("a number is given to {% patterned %} as a text")

    __bool__ = __str__  # type: ignore[assignment]


@register.simple_tag
def patterned(name: str, **given: object) -> SafeString:
    texts: list[str] = []
    shapes = []
    for key, value in given.items():
        shape = shape_of(value, texts)
        shapes.append((key, shape))
    pattern = _pattern(name, spoken(), tuple(shapes))
    # Every second piece is the number of a text.
    pieces = [*pattern]
    for place in range(1, len(pieces), 2):
        number = int(pieces[place])
        pieces[place] = _safe(texts[number])
    return mark_safe("".join(pieces))  # noqa: S308  our template, each text escaped


def _safe(text: str) -> str:
    # What templates ask of every value takes longer than to escape a short text.
    return escape(text) if type(text) is str else conditional_escape(text)


def shape_of(value: object, texts: list[str]) -> Shape:
    """What decides how a value is drawn; its texts are added to those met so far."""
    if isinstance(value, str):
        if value:
            texts.append(value)
        return bool(value), str
    if isinstance(value, tuple):
        parts = [shape_of(part, texts) for part in value]
        return tuple(parts), tuple
    if is_dataclass(value):
        names = _names(type(value))
        parts = []
        for name in names:
            part = getattr(value, name)
            parts.append(shape_of(part, texts))
        return tuple(parts), type(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return None, Number
    return value, type(value)


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))


# Of a card some dozens, in three languages; some 3 KB each.
@lru_cache(maxsize=1024)
def _pattern(
    name: str, _tongue: str, shapes: tuple[tuple[str, Shape], ...]
) -> Sequence[str]:
    """In turn what is drawn and which text comes next. `_tongue` is the active one."""
    holes = Holes()
    context = {}
    for key, shape in shapes:
        context[key] = holes.fill(shape)
    drawn = render_to_string(name, context)
    return HOLE.split(drawn)


class Holes:
    """Values of the same shape whose texts are holes, numbered as they are met."""

    def __init__(self) -> None:
        self.count = 0

    def fill(self, shape: Shape) -> object:
        inner, kind = shape
        if kind is str:
            return self._next() if inner else ""
        if kind is tuple:
            return tuple([self.fill(part) for part in inner])
        if kind is Number:
            return Number()
        if is_dataclass(kind):
            parts = map(self.fill, inner)
            return dict(zip(_names(kind), parts, strict=True))
        return inner

    def _next(self) -> str:
        number = self.count
        self.count += 1
        return f"zq{number}hole"

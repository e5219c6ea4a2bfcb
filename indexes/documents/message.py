"""A sentence about a file, kept as a pattern and what goes into it.

English here, other languages at the edge.
"""

from dataclasses import dataclass, field

from django.utils.translation import gettext


@dataclass(frozen=True)
class Message:
    """An English pattern, marked with gettext_noop where it is written, and its values by name.

    A value may be such a sentence itself. str() is English whatever language is active: what the
    command line tells is read by programs too.
    """

    pattern: str
    params: dict[str, object] = field(
        default_factory=dict,
        hash=False,
    )

    def __str__(self) -> str:
        return self.pattern % self.params


def message(pattern: str, **params: object) -> Message:
    return Message(pattern, params)


def sentence(text: Message | str) -> str:
    """What is said of a file in the reader's language, and so whatever is said within it."""
    if isinstance(text, str):
        return text
    params = {name: _param(value) for name, value in text.params.items()}
    return gettext(text.pattern) % params


def _param(value: object) -> object:
    return sentence(value) if isinstance(value, Message) else value

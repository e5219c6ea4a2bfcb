"""What one question shows on its page: its face, and the answer that stands."""

from dataclasses import dataclass, field
from decimal import Decimal

from django.utils.safestring import SafeString

from language.formats import grouped
from survey.answers.values import ANSWERED, CLEARED, has_changed
from survey.models import Answer
from survey.questionnaire.faces import Face
from survey.questionnaire.trace import is_card, trace

NUMBERS = ("numerator", "denominator", "count")
TYPED = (*NUMBERS, "text")


@dataclass(frozen=True)
class Refine:
    """The way from a group to its criteria."""

    slug: str
    total: int
    answered: int  # one by one
    group_counts: bool  # the group has an answer that stands for the others


@dataclass(frozen=True)
class FigureField:
    """The number of the round that a ratio is a share of."""

    name: str
    label: str
    help: str
    unit: str
    value: Decimal | None
    # Grouped, or as typed when it could not be read.
    shown: str
    # Here: it is not known, and no question above on the page asks already.
    asked: bool
    # Anchor of the question above that asks.
    asked_at: str = ""
    error: str = ""
    url: str = ""

    @property
    def was(self) -> str:
        return "" if self.value is None else str(int(self.value))


@dataclass
class Card:
    """Everything `_question.html` prints. Texts are in the active language already."""

    code: str
    number: int
    kind: str
    face: Face
    answer: Answer | None
    choices: SafeString
    picked: str = ""
    values: dict[str, str] = field(
        default_factory=dict
    )  # what stands in the text fields
    errors: dict[str, str] = field(default_factory=dict)  # texts by field
    figure: FigureField | None = None
    result: str = ""
    other: str = ""  # somebody else answered or changed this
    overtaken: str = ""  # somebody else's answer was replaced just now
    heading: str = ""
    post_url: str = ""
    is_half_filled: bool = (
        False  # a ratio without its other number cannot be confirmed yet
    )
    refine: Refine | None = None
    other_text: bool = False  # beside the options there is room for own words
    rows: tuple[str, ...] = ()  # names of the fields of a table, row by row
    focus: bool = False  # put the cursor here after the question was exchanged

    @property
    def anchor(self) -> str:
        return self.code.replace(".", "-")

    @property
    def was(self) -> str:
        return trace(self.answer)

    @property
    def seen(self) -> int:
        return self.answer.revision if self.answer else 0

    @property
    def is_given(self) -> bool:
        return self.answer is not None and self.answer.state != CLEARED

    @property
    def to_confirm(self) -> bool:
        return self.is_given and self.answer.to_confirm

    @property
    def has_changed(self) -> bool:
        """Its answer of the last round would say something else now, and was not carried over."""
        return has_changed(self.answer)

    @property
    def params(self) -> str:
        """Names of the fields this question sends when it is saved alone."""
        names = [
            self.code,
            f"{self.code}-was",
            f"{self.code}-seen",
            "csrfmiddlewaretoken",
        ]
        names += [f"{self.code}-{name}" for name in TYPED]
        names += [name for name in self.rows if name != self.code]
        if self.figure:
            names += [f"figure-{self.figure.name}", f"figure-{self.figure.name}-was"]
        return ",".join(names)

    @property
    def is_one_a_row(self) -> bool:
        """A table of which every row has one choice, under a name of its own."""
        return bool(self.rows) and self.rows[0] != self.code

    @property
    def by_numbers(self) -> bool:
        return self.kind in ("ratio", "count")

    @property
    def is_given_by_numbers(self) -> bool:
        if self.answer is None or not self.by_numbers:
            return False
        return any(getattr(self.answer, name) is not None for name in NUMBERS)


def picked_of(answer: Answer | None) -> str:
    """The value of the picked card; of several options their ids, joined."""
    if answer is not None and answer.state == ANSWERED and answer.chosen:
        return "+".join(answer.chosen)
    shown = trace(answer)
    return shown if is_card(shown) else ""


def values_of(answer: Answer | None) -> dict[str, str]:
    """What stands in the text fields, by their names."""
    if answer is None or answer.state != ANSWERED:
        return {}
    numbers = {name: grouped(getattr(answer, name)) for name in NUMBERS}
    return {**numbers, "text": answer.text}

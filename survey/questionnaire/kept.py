"""Questions as they stand on a page, kept as text: most of a page is the same for everybody.

Two holes are left in what is kept, for the address that saves the answer and for the revision
behind it. What only one enterprise has (own words, numbers, names, errors) is drawn each time.
"""

from dataclasses import asdict, dataclass
from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from indexes.index.model import Index
from survey.answers.values import AnswerValue, value_of
from survey.models import Answer
from survey.questionnaire.cards import Card, Refine, picked_of
from survey.questionnaire.faces import choices_of, face_of, rows_of

# No text holds these: they are taken out of whatever is typed, and of documents.
ADDRESS, REVISION = "\x02", "\x03"


@dataclass(frozen=True)
class Look:
    """All that a common question is drawn from, besides its index and the reader's language."""

    code: str
    number: int
    heading: str
    value: AnswerValue | None
    to_confirm: bool
    is_saved_alone: bool
    refine: Refine | None


def is_common(card: Card) -> bool:
    """Whether it says nothing but what is asked, and which of the answers offered was given."""
    says_more = (
        card.errors or card.figure or card.result or card.other or card.overtaken
    )
    says_more = says_more or card.has_changed
    return not (says_more or card.focus or any(card.values.values()))


def drawn(index: Index, card: Card, reader_language: str) -> SafeString | None:
    """The question in its place; None where it is nobody else's as well."""
    return _drawn("survey/_slot.html", index, card, reader_language)


def drawn_plain(
    index: Index, look: Look, reader_language: str, address: str, revision: int
) -> SafeString:
    """As `drawn`, of an answer that needs no card to tell that it is common."""
    return _filled("survey/_slot.html", index, reader_language, look, address, revision)


def drawn_state(index: Index, card: Card, reader_language: str) -> SafeString | None:
    """The same of what is exchanged after an answer was saved."""
    return _drawn("survey/_saved_state.html", index, card, reader_language)


def _drawn(
    template: str, index: Index, card: Card, reader_language: str
) -> SafeString | None:
    if not is_common(card):
        return None
    answer = card.answer
    look = Look(
        code=card.code,
        number=card.number,
        heading=card.heading,
        value=None if answer is None else value_of(answer),
        to_confirm=card.to_confirm,
        is_saved_alone=bool(card.post_url),
        refine=card.refine,
    )
    return _filled(template, index, reader_language, look, card.post_url, card.seen)


def _filled(
    template: str,
    index: Index,
    reader_language: str,
    look: Look,
    address: str,
    revision: int,
) -> SafeString:
    with_holes = _with_holes(template, index, reader_language, look)
    addressed = with_holes.replace(ADDRESS, escape(address))
    return mark_safe(addressed.replace(REVISION, str(revision)))  # noqa: S308  our template


# A handful of answers to each question, in three languages; some 3 KB each, the state alone 1 KB.
@lru_cache(maxsize=8192)
def _with_holes(template: str, index: Index, reader_language: str, look: Look) -> str:
    """`reader_language` is the active one, as in `faces`."""
    question = index.questions[look.code]
    answer = _answer(look)
    picked = picked_of(answer)
    card = Card(
        code=look.code,
        number=look.number,
        kind=question["kind"],
        face=face_of(index, look.code, reader_language),
        answer=answer,
        choices=choices_of(index, look.code, reader_language, picked),
        picked=picked,
        heading=look.heading,
        post_url=ADDRESS if look.is_saved_alone else "",
        refine=look.refine,
        other_text=question.get("allow_other", False),
        rows=rows_of(question),
    )
    slot = {"anchor": card.anchor, "card": card}
    return render_to_string(template, {"slot": slot, "card": card})


def _answer(look: Look) -> Answer | None:
    if look.value is None:
        return None
    return Answer(
        question=look.code,
        to_confirm=look.to_confirm,
        revision=REVISION,
        **asdict(look.value),
    )

"""What a card says about its answer: what its numbers amount to, and whose hand it was."""

from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from indexes.index.model import Index
from indexes.index.numbers import exact
from indexes.index.options import open_rows
from indexes.index.questions import has_numbered_levels
from language.formats import grouped, short, with_percent
from language.texts import in_language, spoken
from scoring.percent import rounded
from scoring.rules import Bound
from survey.answers.values import (
    ANSWERED,
    denominator_of,
    missing_number,
    value_of,
)
from survey.answers.words import clock_text, names_of
from survey.models import Answer, AnswerChange
from survey.questionnaire.faces import face_of


def needed_number(
    index: Index, answer: Answer | None, figures: Mapping[str, Decimal]
) -> str:
    """The name of the number that a ratio still needs, in the reader's language; "" for none."""
    if answer is None or answer.state != ANSWERED:
        return ""
    has_part = answer.numerator is not None
    # A picked card needs no numbers at all.
    if not has_part and answer.denominator is None:
        return ""
    if has_part and _whole(index, answer, figures):
        return ""
    missing = missing_number(index, answer.question, value_of(answer))
    return in_language(missing)


def numbers_text(
    index: Index, answer: Answer | None, figures: Mapping[str, Decimal]
) -> str:
    """What numbers amount to: "3 / 12 = 25 % → level 2: …"; what is missing while they do not."""
    if answer is None or answer.state != ANSWERED:
        return ""
    if answer.count is not None:
        return _level_text(index, answer, grouped(answer.count))
    if answer.numerator is None:
        return ""

    whole = _whole(index, answer, figures)
    if answer.level is None or not whole:
        face = face_of(index, answer.question, spoken())
        return _("Kept. Still needed: %(name)s.") % {"name": face.denominator}

    # Exactly, then rounded: a float may fall on the other side of a half.
    exactly = Fraction(answer.numerator * 100) / Fraction(whole)
    percent = rounded(exactly, _bounds(index, answer.question))
    share = with_percent(short(percent))
    shown = f"{grouped(answer.numerator)} / {grouped(whole)} = {share}"
    return _level_text(index, answer, shown)


def open_rows_text(index: Index, answer: Answer | None) -> str:
    """How many rows of a table still wait for a choice; "" where none does."""
    if answer is None or answer.state != ANSWERED:
        return ""
    count = open_rows(index.questions[answer.question], answer.chosen)
    if not count:
        return ""
    words = ngettext(
        "Kept. %(count)s row still needs a choice.",
        "Kept. %(count)s rows still need a choice.",
        count,
    )
    return words % {"count": count}


def _bounds(index: Index, code: str) -> Iterator[Bound]:
    """Where the levels of a ratio begin: strictly above each cut."""
    question = index.questions[code]
    # Points that grow evenly begin nowhere anew.
    if "linear" in question:
        return
    for cut in index.bands[question["bands"]]["cuts"]:
        yield Bound(exact(cut) / 100, strictly=True)


def _whole(
    index: Index, answer: Answer, figures: Mapping[str, Decimal]
) -> Decimal | None:
    question = index.questions[answer.question]
    return denominator_of(question, answer.denominator, figures)


def _level_text(index: Index, answer: Answer, shown: str) -> str:
    question = index.questions[answer.question]
    if not has_numbered_levels(question):
        return shown
    face = face_of(index, answer.question, spoken())
    return _("%(shown)s → level %(level)s: %(anchor)s") % {
        "shown": shown,
        "level": index.shown_level(answer.question, answer.level),
        "anchor": face.anchors[answer.level],
    }


def hand_text(answer: Answer, reader_id: int | None) -> str:
    """Who gave this answer and when; "" for the reader, and where nobody is known."""
    person = answer.given_by
    if person is None:
        # By number: for the reader's own answers the row of a person is never fetched.
        if answer.changed_by_id in (None, reader_id):
            return ""
        person = answer.changed_by
    return _("Answered by %(name)s at %(time)s.") % {
        "name": person,
        "time": clock_text(answer.changed_at),
    }


def overtaken_text(index: Index, change: AnswerChange) -> str:
    """Whose answer was replaced, and what it was; both stay in the history."""
    return _(
        "%(name)s had answered “%(what)s” at %(time)s. "
        "Your answer counts now; both are kept in the history."
    ) % {
        "name": change.given_by or change.changed_by or _("Somebody else"),
        "what": _was(index, change),
        "time": clock_text(change.changed_at),
    }


def _was(index: Index, change: AnswerChange) -> str:
    if change.chosen:
        return names_of(index.questions[change.question], change.chosen)
    if change.level is not None:
        return in_language(index.questions[change.question]["anchors"][change.level])
    return change.text or "–"

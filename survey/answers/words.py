"""What an answer says, in the reader's language: for pages that show answers without cards."""

from collections.abc import Container, Iterator
from datetime import datetime
from decimal import Decimal

from django.utils.text import capfirst
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from indexes.index.model import Index
from language.formats import grouped
from language.texts import in_language
from survey.answers.values import ANSWERED, NOT_APPLICABLE
from survey.models import Assessment, GivenAnswer


def answer_text(index: Index, answer: GivenAnswer | None) -> str:
    """The picked anchor, the chosen options, or the words given; its numbers in brackets."""
    if answer is None or answer.state not in (ANSWERED, NOT_APPLICABLE):
        return _("Not answered")
    if answer.state == NOT_APPLICABLE:
        return _("Does not apply to us")

    question = index.questions[answer.question]
    if question["kind"] == "multiple":
        return _choice(question, answer) or _("Not answered")
    # Free information has no anchors, and half of a ratio has no level yet.
    numbers = _numbers(question, answer)
    if answer.level is None or not question.get("anchors"):
        return answer.text or numbers or _("Not answered")
    anchor = in_language(question["anchors"][answer.level])
    return f"{anchor} ({numbers})" if numbers else anchor


def own_words(question: dict, answer: GivenAnswer | None) -> str:
    """What was typed beside the options of a question; "" for nothing."""
    if answer is None or answer.state != ANSWERED:
        return ""
    if question["kind"] != "multiple" or not answer.text:
        return ""
    return _("something else: %(text)s") % {"text": answer.text}


def profile_text(question: dict, assessment: Assessment) -> str:
    """A question that the profile of the round answers."""
    number = getattr(assessment, question["from_profile"])
    if number is None:
        return _("Not answered")
    return _with_unit(question, number)


def unit(code: str) -> str:
    units = {"people": _("people"), "vnd": _("VND")}
    return units.get(code, "")


def _choice(question: dict, answer: GivenAnswer) -> str:
    parts = [_options(question, answer), own_words(question, answer)]
    return capfirst("; ".join(filter(None, parts)))


def _options(question: dict, answer: GivenAnswer) -> str:
    """The chosen ones; without any the points that come to nothing, where they count."""
    if answer.chosen or answer.level is None or not question.get("anchors"):
        return names_of(question, answer.chosen)
    return "" if answer.text else in_language(question["anchors"][answer.level])


def _numbers(question: dict, answer: GivenAnswer) -> str:
    numbers = [
        number
        for number in (answer.numerator, answer.denominator, answer.count)
        if number is not None
    ]
    if len(numbers) == 1 and question["kind"] == "number":
        return _with_unit(question, numbers[0])
    return " / ".join(map(grouped, numbers))


def _with_unit(question: dict, number: Decimal | int) -> str:
    words = [grouped(number), unit(question.get("unit", ""))]
    return " ".join(filter(None, words))


def names_of(question: dict, chosen: Container[str]) -> str:
    """The chosen options by name, as one says them."""
    picked = [option for option in question["options"] if option["id"] in chosen]
    if "columns" in question:
        return "; ".join(_by_column(question, picked))
    names = [in_language(option["name"]) for option in picked]
    return ", ".join(names)


def _by_column(question: dict, picked: list[dict]) -> Iterator[str]:
    """ "Done: sales, office": row by row the same few words would come again and again."""
    for option in picked:
        if "row" not in option:
            yield in_language(option["name"])

    rows = {row["id"]: in_language(row["name"]) for row in question["rows"]}
    for column in question["columns"]:
        names = []
        for option in picked:
            if option.get("column") == column["id"]:
                names.append(rows[option["row"]])
        if names:
            yield f"{in_language(column['name'])}: {', '.join(names)}"


def clock_text(moment: datetime) -> str:
    """14:32 today, 14:32 20/11 on another day."""
    local = localtime(moment)
    is_today = local.date() == localtime().date()
    return local.strftime("%H:%M" if is_today else "%H:%M %d/%m")

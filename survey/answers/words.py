"""What an answer says, in the reader's language: for pages that show answers without their cards."""

from collections.abc import Container
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


def answer_text(index: Index, given: GivenAnswer | None) -> str:
    """The picked anchor, the chosen options, or the words given; the numbers behind it in brackets."""
    if given is None or given.state not in (ANSWERED, NOT_APPLICABLE):
        return _("Not answered")
    if given.state == NOT_APPLICABLE:
        return _("Does not apply to us")
    question = index.questions[given.question]
    if question["kind"] == "multiple":
        words = "; ".join(
            filter(None, (_options(question, given), own_words(question, given)))
        )
        return capfirst(words) or _("Not answered")
    numbers = _numbers(question, given)
    if given.level is None or not question.get("anchors"):
        return given.text or numbers or _("Not answered")
    anchor = in_language(question["anchors"][given.level])
    return f"{anchor} ({numbers})" if numbers else anchor


def own_words(question: dict, given: GivenAnswer | None) -> str:
    """What was typed beside the options of a question; "" for nothing."""
    if (
        given is None
        or given.state != ANSWERED
        or question["kind"] != "multiple"
        or not given.text
    ):
        return ""
    return _("something else: %(text)s") % {"text": given.text}


def said_in_profile(question: dict, assessment: Assessment) -> str:
    """A question that the profile of the round answers."""
    number = getattr(assessment, question["from_profile"])
    return _("Not answered") if number is None else _counted(question, number)


def unit(code: str) -> str:
    return {"people": _("people"), "vnd": _("VND")}.get(code, "")


def _options(question: dict, given: GivenAnswer) -> str:
    """The chosen ones; without any the points that come to nothing, where they count."""
    if given.chosen or given.level is None or not question.get("anchors"):
        return names_of(question, given.chosen)
    return "" if given.text else in_language(question["anchors"][given.level])


def _numbers(question: dict, given: GivenAnswer) -> str:
    parts = [
        one
        for one in (given.numerator, given.denominator, given.count)
        if one is not None
    ]
    if len(parts) == 1 and question["kind"] == "number":
        return _counted(question, parts[0])
    return " / ".join(grouped(one) for one in parts)


def _counted(question: dict, number: Decimal | int) -> str:
    return " ".join(filter(None, (grouped(number), unit(question.get("unit", "")))))


def names_of(question: dict, chosen: Container[str]) -> str:
    """The chosen options by name, as one says them."""
    return ", ".join(
        in_language(option["name"])
        for option in question["options"]
        if option["id"] in chosen
    )


def clock_text(moment: datetime) -> str:
    """14:32 today, 14:32 20/11 on another day."""
    local = localtime(moment)
    return local.strftime(
        "%H:%M" if local.date() == localtime().date() else "%H:%M %d/%m"
    )

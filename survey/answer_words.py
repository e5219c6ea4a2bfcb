"""What an answer says, in the reader's language: for pages that show answers without their cards."""

from django.utils.translation import gettext as _

from survey.cards import names_of
from survey.given import ANSWERED, NOT_APPLICABLE
from survey.index import Index
from survey.models import GivenAnswer
from survey.numbers import grouped
from survey.wording import in_language, language


def said(index: Index, given: GivenAnswer | None) -> str:
    """The picked anchor, the chosen options, or the words given; the numbers behind it in brackets."""
    if given is None or given.state not in (ANSWERED, NOT_APPLICABLE):
        return _("Not answered")
    if given.state == NOT_APPLICABLE:
        return _("Does not apply to us")
    question = index.questions[given.question]
    if given.chosen:
        return names_of(question, given.chosen)
    numbers = _numbers(given)
    if given.level is None or not question.get("anchors"):
        return given.text or numbers or _("Not answered")
    anchor = in_language(question["anchors"][given.level])
    return f"{anchor} ({numbers})" if numbers else anchor


def _numbers(given: GivenAnswer) -> str:
    parts = [one for one in (given.numerator, given.denominator, given.count) if one is not None]
    return " / ".join(grouped(one, language=language()) for one in parts)

"""The words for what a result says of its enterprise."""

from django.utils.translation import gettext as _

from language.texts import in_language
from registry.size_words import size_in_words
from registry.sizes import size_names
from survey.answers.figures import size_of
from survey.models import Result


def size_of_result(result: Result) -> str:
    """Its size class as of then; where the figures left it open, what it may be.

    The law has classes of enterprises only: a household business is none.
    """
    if result.organisation.is_household_business:
        return _("Household business")
    size = size_of(result.assessment)
    if size.id == result.size:
        return size_in_words(size)
    # The registry says something else by now: what was frozen stays.
    return in_language(size_names().get(result.size))

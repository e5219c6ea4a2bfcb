"""The fields of the question at the end, as the result page shows them to everybody."""

from functools import lru_cache

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from language.texts import spoken
from survey.feedback.forms import FeedbackForm


def blank_fields() -> SafeString:
    return _blank_in(spoken())


@lru_cache(maxsize=8)
def _blank_in(_tongue: str) -> SafeString:
    """Drawn once for each language and way of speaking: nobody has filled them in yet."""
    return render_to_string("survey/_feedback_fields.html", {"form": FeedbackForm()})

"""Reads of answers and figures. Each function needs a constant number of queries."""

from decimal import Decimal

from accounts.prepared import Prepared
from indexes.index.model import Index
from survey.models import Answer, Assessment

_ANSWERS = Prepared(
    lambda: Answer.objects.select_related("given_by"),
    "assessment",
)


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """Every answer as given, also of hidden questions and those still to confirm."""
    answers = {}
    for answer in _ANSWERS.all(assessment=assessment.pk):
        # It is at hand; each would ask for it anew.
        answer.assessment = assessment
        answers[answer.question] = answer
    return answers


def figures_of(assessment: Assessment) -> dict[str, Decimal]:
    """The numbers of the round that are known, those of the profile included."""
    own = {figure.name: figure.value for figure in assessment.figures.all()}
    return whole_figures(assessment.index, assessment, own)


def whole_figures(
    index: Index, assessment: Assessment, own: dict[str, Decimal]
) -> dict[str, Decimal]:
    """The numbers given in a round, with those that its profile tells in their place."""
    figures = dict(own)
    for name, figure in index.figures.items():
        if "from_profile" not in figure:
            continue
        # An index may take from the profile what an older version asked for by itself.
        figures.pop(name, None)
        number = getattr(assessment, figure["from_profile"])
        if number is not None:
            figures[name] = Decimal(number)
    return figures

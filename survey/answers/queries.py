"""Reads of assessments and results. Each function needs a constant number of queries."""

from decimal import Decimal

from indexes.index.model import Index
from survey.models import Answer, AnswerChange, Assessment


def answers_of(assessment: Assessment) -> dict[str, Answer]:
    """Every answer as given, also of hidden questions and those still to confirm."""
    return {
        answer.question: answer
        for answer in assessment.answers.select_related("changed_by", "given_by")
    }


def figures_of(assessment: Assessment) -> dict[str, Decimal]:
    """The numbers of the round that are known, those of the profile included."""
    kept = {figure.name: figure.value for figure in assessment.figures.all()}
    return whole_figures(assessment.index, assessment, kept)


def whole_figures(
    index: Index, assessment: Assessment, given: dict[str, Decimal]
) -> dict[str, Decimal]:
    """The numbers given in a round, with those that its profile tells in their place."""
    kept = dict(given)
    for name, figure in index.figures.items():
        if "from_profile" in figure:
            kept.pop(name, None)
            number = getattr(assessment, figure["from_profile"])
            if number is not None:
                kept[name] = Decimal(number)
    return kept


def history_of(assessment: Assessment, question: str) -> list[AnswerChange]:
    """Every value the answer had, oldest first."""
    changes = assessment.changes.filter(question=question).select_related("changed_by")
    return list(changes.order_by("revision"))

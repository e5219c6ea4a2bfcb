"""Rounds that were sent, and what was mended in them."""

from datetime import datetime, timedelta

from accounts.models import Organisation
from survey.answers.values import AnswerValue
from survey.corrections.services import start_correction
from survey.models import Assessment, Result
from survey.results.services import submit
from tests.builders import NOW, make_answers, make_assessment, save_answer

SLIP = "1.1.1"


def send(enterprise: Organisation | None = None, level: int = 2, **fields) -> Result:
    """A round with every question answered at `level`."""
    assessment = make_assessment(enterprise, **fields)
    make_answers(assessment, level=level)
    return submit(assessment=assessment, by=None, now=NOW)


def begin(sent: Result, now: datetime = NOW) -> Assessment:
    assessment = Assessment.objects.get(pk=sent.assessment_id)
    return start_correction(assessment=assessment, by=None, now=now)


def mend(
    sent: Result, level: int = 0, now: datetime = NOW + timedelta(days=1)
) -> Result:
    """The slip corrected to `level`, and sent."""
    correction = begin(sent, now)
    save_answer(assessment=correction, question=SLIP, value=AnswerValue(level=level))
    return submit(assessment=correction, by=None, now=now)

"""All models of the questionnaire, for Django and for everybody else."""

from survey.models.answer import Answer, AnswerChange, GivenAnswer
from survey.models.assessment import Assessment, Figure
from survey.models.benchmark import BenchmarkCell, CountedRows
from survey.models.claim import PendingClaim
from survey.models.evidence import Evidence
from survey.models.feedback import Feedback
from survey.models.link import ResumeLink, ShareLink
from survey.models.origin import Origin
from survey.models.respondent import Respondent, RespondentAnswer
from survey.models.result import Newest, Result

__all__ = [
    "Answer",
    "AnswerChange",
    "Assessment",
    "BenchmarkCell",
    "CountedRows",
    "Evidence",
    "Feedback",
    "Figure",
    "GivenAnswer",
    "Newest",
    "Origin",
    "PendingClaim",
    "Respondent",
    "RespondentAnswer",
    "Result",
    "ResumeLink",
    "ShareLink",
]

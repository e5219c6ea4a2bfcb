"""Indexes as documents: read, check, turn into a rubric, and serve to the questionnaire."""

from survey.index.doing import StepFacts
from survey.index.model import Index, Step, index_for, index_of, index_of_result, readings_of

__all__ = ["Index", "Step", "StepFacts", "index_for", "index_of", "index_of_result", "readings_of"]

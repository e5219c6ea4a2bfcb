"""Indexes as documents: read, check, turn into a rubric, and serve to the questionnaire."""

from survey.index.model import Index, Step, index_for, index_of, index_of_result

__all__ = ["Index", "Step", "index_for", "index_of", "index_of_result"]

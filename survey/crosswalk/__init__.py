"""Crosswalks: documents that say what an answer under one index tells under another."""

from survey.crosswalk.model import Crosswalk, crosswalks_from
from survey.crosswalk.reading import Reading, Span, read_under

__all__ = ["Crosswalk", "Reading", "Span", "crosswalks_from", "read_under"]

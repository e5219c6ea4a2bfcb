"""Refusals of files that need more than a code. Pure."""

from survey.errors import SurveyError


def unknown(ending: str = "") -> SurveyError:
    """Nothing that is taken as evidence; `ending` is what such files usually have."""
    return SurveyError("file_unknown", kind=f" ({ending})" if ending else "")

"""Answers can be read more than once: under a newer version of their index, or by a newer engine."""

from django.utils.translation import gettext as _

from reports import wording
from reports.contents import Contents, Other
from survey.models import Result
from survey.queries import results


def other_readings(result: Result) -> dict:
    """For the contents: what else was made of the same answers."""
    all_of_them = list(results().filter(assessment=result.assessment_id).order_by("created_at", "pk"))
    first, newest = all_of_them[0], all_of_them[-1]
    return {
        "read_anew_at": result.created_at if result.rescored_from_id else None,
        "first": None if first.pk == result.pk else _other(first),
        "newer": None if newest.pk == result.pk else _other(newest),
    }


def _other(result: Result) -> Other:
    version = result.index_version.version
    return Other(str(result.public_id), version, result.engine_version, result.created_at)


def told(contents: Contents) -> str:
    """That the answers were read anew, and that nobody changed them; empty where they were not."""
    if contents.read_anew_at is None:
        return ""
    days = {"day": wording.day(contents.read_anew_at), "answered": wording.day(contents.at)}
    if contents.first and contents.first.version == contents.source.version:
        return _(
            "The answers of %(answered)s were read anew on %(day)s by a newer scoring engine (version %(engine)s). "
            "No answer was changed."
        ) % {**days, "engine": contents.source.engine_version}
    return _(
        "The answers of %(answered)s were read anew on %(day)s under version %(version)s of the index. "
        "No answer was changed."
    ) % {**days, "version": contents.source.version}

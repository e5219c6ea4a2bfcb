"""What the judge says of a file in one word: its kind, or why it is refused."""

from survey.errors import SurveyError
from survey.evidence.judge.kinds import judge

REDRAWN = {"jpg", "png", "webp"}


def outcome(content: bytes) -> str:
    try:
        kind, kept = judge(content)
    except SurveyError as error:
        return error.code
    # Only a picture is another file afterwards.
    assert kept == content or kind in REDRAWN
    return kind

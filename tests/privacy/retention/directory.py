"""What is kept of the directory of providers, for the rules that take it away."""

from datetime import datetime

from providers.models import DirectoryState, Recommendation
from tests.builders import NOW, make_result


def states() -> datetime:
    """Of two days; a suggestion rests on the second one."""
    for digest in ("first", "second"):
        DirectoryState.objects.create(digest=digest, content=b"", kept_at=NOW)
    Recommendation.objects.create(
        result=make_result(),
        content={},
        directory_id="second",
        digest="a",
        created_at=NOW,
        asked_at=NOW,
    )
    return NOW
